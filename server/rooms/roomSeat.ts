import type { Participant } from "./participant.ts";
import type { Room } from "./room.ts";

/** Entry of a connection into a room: the gateway passes its frames here. */
export interface RoomEntry {
  receive(bytes: Uint8Array): void;
  /** The connection is gone. Idempotent. */
  leave(): void;
}

/** A participant's place. There is one for every socket, so it has no closures. */
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
