import type { Clock } from "../../clock.ts";
import type { Participant } from "../participant.ts";
import { LiveInspection, type RoomInspection } from "./inspection.ts";

/** Watches who comes and goes: with the first inspector the inspection of a room begins, with the last one it ends. */
export class Inspectors {
  readonly #clock: Clock;
  readonly #participants: ReadonlySet<Participant>;
  readonly #snapshot: () => Uint8Array;
  #inspection: LiveInspection | undefined;

  constructor(clock: Clock, participants: ReadonlySet<Participant>, snapshot: () => Uint8Array) {
    this.#clock = clock;
    this.#participants = participants;
    this.#snapshot = snapshot;
  }

  /** What the room reports to; `undefined` while nobody inspects it. */
  get inspection(): RoomInspection | undefined {
    return this.#inspection;
  }

  joined(participant: Participant): void {
    if (this.#inspection === undefined && participant.identity.role === "inspector") {
      this.#inspection = new LiveInspection(this.#clock, this.#snapshot);
      for (const other of this.#participants) {
        if (other !== participant) this.#inspection.watch(other);
      }
    }
    this.#inspection?.joined(participant);
  }

  left(participant: Participant): void {
    if (this.#inspection === undefined) return;
    this.#inspection.left(participant);
    const goesOn = [...this.#participants].some(({ identity }) => identity.role === "inspector");
    if (!goesOn) this.close();
  }

  /** Idempotent. */
  close(): void {
    this.#inspection?.close();
    this.#inspection = undefined;
  }
}
