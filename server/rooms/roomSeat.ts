import type { Participant } from "./participant.ts";
import type { Room } from "./room.ts";

/** A connection's entry in a room, to which the gateway passes its frames. */
export interface RoomEntry {
  receive(bytes: Uint8Array): void;
  /** The connection is gone. Idempotent. */
  leave(): void;
}

/** A participant's entry. There is one for every socket, so it has no closures. */
export class ParticipantEntry implements RoomEntry {
  readonly #room: Room;
  readonly #participant: Participant;
  #gone: ((room: Room, participant: Participant) => void) | undefined;

  /** `gone` is called once, with the first `leave`. */
  constructor(
    room: Room,
    participant: Participant,
    gone: (room: Room, participant: Participant) => void,
  ) {
    this.#room = room;
    this.#participant = participant;
    this.#gone = gone;
  }

  receive(bytes: Uint8Array): void {
    this.#room.receive(this.#participant, bytes);
  }

  leave(): void {
    this.#room.leave(this.#participant);
    this.#gone?.(this.#room, this.#participant);
    this.#gone = undefined;
  }
}
