import type { PresentationRecord } from "../storage/storage.ts";
import type { RoomLog } from "./metrics.ts";
import type { Participant } from "./participant.ts";
import type { RemoteCommand } from "./replication/message.ts";
import type { Attendance } from "./people/presence.ts";
import type { Room } from "./room.ts";
import type { RoomEvents } from "./roomParts.ts";

/** What happens in any room, with the room. */
export interface OutgoingEvents {
  left(room: Room, participant: Participant): void;
  departed(room: Room, participant: Participant): void;
  attended(room: Room, attendance: Attendance): void;
  heard(room: Room, news: RemoteCommand): void;
  missed(room: Room, record: PresentationRecord): void;
}

interface EventParts {
  readonly events: OutgoingEvents;
  readonly log: RoomLog;
}

/** Tells on what happens in one room. One object: a function for each event took half a KiB a room. */
export class OwnEvents implements RoomEvents {
  readonly #parts: EventParts;
  readonly #record: PresentationRecord;
  /** Set once it is made; before that nothing happens in it. */
  room: Room | undefined;

  constructor(parts: EventParts, record: PresentationRecord) {
    this.#parts = parts;
    this.#record = record;
  }

  left(participant: Participant): void {
    if (this.room !== undefined) this.#parts.events.left(this.room, participant);
  }

  departed(participant: Participant): void {
    if (this.room !== undefined) this.#parts.events.departed(this.room, participant);
  }

  attended(attendance: Attendance): void {
    if (this.room !== undefined) this.#parts.events.attended(this.room, attendance);
  }

  heard(news: RemoteCommand): void {
    if (this.room !== undefined) this.#parts.events.heard(this.room, news);
  }

  missed(): void {
    if (this.room !== undefined) this.#parts.events.missed(this.room, this.#record);
  }

  refused({ identity }: Participant, refusal: string, detail: string): void {
    const fields = { room: this.#record.room, participant: identity.subject, refusal, detail };
    this.#parts.log.debug(fields, "refused");
  }
}
