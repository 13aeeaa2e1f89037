import type { Clock } from "../../time/clock.ts";
import type { Participant } from "../participant.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { LiveInspection, type RoomInspection } from "./inspection.ts";

/** Starts the inspection of a room when the first inspector asks, and ends it when the last one leaves. */
export class Inspectors {
  readonly #clock: Clock;
  readonly #participants: ReadonlySet<Participant>;
  readonly #snapshot: () => Uint8Array;
  readonly #elsewhere: Elsewhere;
  #inspection: LiveInspection | undefined;

  constructor(
    clock: Clock,
    participants: ReadonlySet<Participant>,
    snapshot: () => Uint8Array,
    elsewhere: Elsewhere,
  ) {
    this.#elsewhere = elsewhere;
    this.#clock = clock;
    this.#participants = participants;
    this.#snapshot = snapshot;
  }

  /** The observer; `undefined` while nobody inspects the room. */
  get inspection(): RoomInspection | undefined {
    return this.#inspection;
  }

  joined(participant: Participant): void {
    this.#inspection?.joined(participant);
  }

  /** An inspector in the room asks for events. */
  asked(participant: Participant): void {
    if (this.#inspection === undefined) {
      this.#inspection = new LiveInspection(this.#clock, this.#snapshot, this.#elsewhere);
      for (const present of this.#participants) this.#inspection.watch(present);
    }
    this.#inspection.tell(participant);
  }

  /** Whether the participant is sent the room's events. */
  has(participant: Participant): boolean {
    return this.#inspection?.isAsker(participant) === true;
  }

  left(participant: Participant): void {
    if (this.#inspection === undefined) return;
    this.#inspection.left(participant);
    if (!this.#inspection.hasAskers) this.close();
  }

  /** Idempotent. */
  close(): void {
    this.#inspection?.close();
    this.#inspection = undefined;
  }
}
