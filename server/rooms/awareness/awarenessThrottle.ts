import { MAX_AWARENESS_BYTES } from "../../../schema/awareness.ts";
import { readAwarenessEntries, type RawAwarenessEntry } from "../../protocol/decodeFrames.ts";
import type { Participant } from "../participant.ts";
import type { RoomAwareness } from "./roomAwareness.ts";
import type { Refusal } from "../writePolicy.ts";

/** How fast awareness may leave the room. */
export interface AwarenessPace {
  /** What is taken now waits before it leaves. */
  readonly isHeldBack: boolean;
  /** Something waits that is to leave when it may. */
  expect(): void;
}

/**
 * Takes the awareness that participants send. What would have to wait before it leaves is kept as it came, the latest of
 * each participant, and read when it leaves: of a pointer at 60 Hz more than half is never read. Nothing leaves unread, and
 * what is wrong is refused when it is read.
 */
export class AwarenessThrottle {
  readonly #awareness: RoomAwareness;
  readonly #pace: AwarenessPace;
  readonly #refused: (participant: Participant, refusal: Refusal) => void;
  readonly #held = new Map<Participant, RawAwarenessEntry>();

  constructor(
    awareness: RoomAwareness,
    pace: AwarenessPace,
    refused: (participant: Participant, refusal: Refusal) => void,
  ) {
    this.#awareness = awareness;
    this.#pace = pace;
    this.#refused = refused;
  }

  /**
   * "ignored" says that there was no news of the participant's own in it. About 2 µs for what is held; reading, judging
   * and writing anew of the rest some 10.
   */
  receive(participant: Participant, payload: Uint8Array): "taken" | "ignored" {
    const entries = readAwarenessEntries(payload);
    if (entries === undefined) {
      this.#refused(participant, "malformed");
      return "taken";
    }
    const entry = this.#awareness.findOwnEntry(participant, entries);
    if (entry === undefined) return "ignored";
    if (this.#mayHold(participant, entry)) {
      this.#hold(participant, entry);
      return "taken";
    }
    this.#read(participant);
    return this.#take(participant, entry);
  }

  /** Only a newer state in the place of one that is told already: who comes or goes is read at once. */
  #mayHold(participant: Participant, { json }: RawAwarenessEntry): boolean {
    const { byteLength } = json;
    const isState = byteLength > "null".length && byteLength <= MAX_AWARENESS_BYTES;
    return isState && this.#pace.isHeldBack && this.#awareness.hasStateOf(participant);
  }

  /** A copy: the frame lies in a buffer that is used again. */
  #hold(participant: Participant, { clientId, clock, json }: RawAwarenessEntry): void {
    participant.own = { clientId, clock };
    this.#held.set(participant, { clientId, clock, json: new Uint8Array(json) });
    this.#pace.expect();
  }

  /** Reads what was held; called when it may leave. */
  readHeld(): void {
    for (const participant of this.#held.keys()) this.#read(participant);
  }

  #read(participant: Participant): void {
    const entry = this.#held.get(participant);
    this.#held.delete(participant);
    if (entry !== undefined && this.#awareness.hasStateOf(participant))
      this.#take(participant, entry);
  }

  #take(participant: Participant, entry: RawAwarenessEntry): "taken" | "ignored" {
    const taken = this.#awareness.applyLocal(participant, entry);
    if (taken === "ignored") return taken;
    if (taken !== "accepted") this.#refused(participant, taken);
    return "taken";
  }

  /** The last that the participant said still counts. */
  leave(participant: Participant): void {
    this.#read(participant);
    this.#awareness.leave(participant);
  }
}
