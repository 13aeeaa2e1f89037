import { MAX_AWARENESS_BYTES } from "../../../schema/presentation/awareness.ts";
import { readAwarenessEntries, type RawAwarenessEntry } from "../../protocol/decodeFrames.ts";
import type { Clock } from "../../time/clock.ts";
import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { Participant } from "../participant.ts";
import type { Refusal } from "../writePolicy.ts";
import type { RoomAwareness } from "./roomAwareness.ts";

/**
 * Awareness is sent at most once in each such period; of faster changes, only the latest is sent. Pages ease what they
 * draw towards the last state received, so 25 states a second look as smooth as 60 and are less than half the bytes.
 */
const AWARENESS_PERIOD_MS = 40;

/**
 * All rooms flush at the same moments. At 60 Hz in 100 rooms that took a sixth less time than at moments of their own,
 * since the processor does the same work for one room after another.
 */
const untilTick = (nowMs: number): number => AWARENESS_PERIOD_MS - (nowMs % AWARENESS_PERIOD_MS);

export interface AwarenessThrottleEvents {
  /** Sends the changes, the latest of each client. */
  send(changes: readonly AwarenessChange[]): void;
  refused(participant: Participant, refusal: Refusal): void;
}

/**
 * Limits awareness to one send each 40 ms: the first change of a burst at once, then the latest of each client. A state
 * that has to wait is kept as bytes and read when it leaves: of a pointer at 60 Hz more than half is never read. Nothing
 * leaves unread; an invalid state is refused when it is read.
 */
export class AwarenessThrottle {
  readonly #clock: Clock;
  readonly #awareness: RoomAwareness;
  readonly #events: AwarenessThrottleEvents;
  /** Both absent while nothing waits: most rooms are quiet, and an empty map takes 200 bytes. */
  #unread: Map<Participant, RawAwarenessEntry> | undefined;
  #pending: Map<number, AwarenessChange> | undefined;
  #lastSentMs = -Infinity;
  #cancelFlush: (() => void) | undefined;

  constructor(clock: Clock, awareness: RoomAwareness, events: AwarenessThrottleEvents) {
    this.#clock = clock;
    this.#awareness = awareness;
    this.#events = events;
  }

  /**
   * Takes an awareness frame's payload. "ignored": it had no newer state of the participant itself. About 2 µs for a
   * state that has to wait, 10 µs for one that is read.
   */
  receive(participant: Participant, payload: Uint8Array): "taken" | "ignored" {
    const entries = readAwarenessEntries(payload);
    if (entries === undefined) {
      this.#events.refused(participant, "malformed");
      return "taken";
    }
    const entry = this.#awareness.findOwnEntry(participant, entries);
    if (entry === undefined) return "ignored";
    if (this.#mayWait(participant, entry)) {
      this.#keepUnread(participant, entry);
      return "taken";
    }
    this.#read(participant);
    return this.#apply(participant, entry);
  }

  /** Sends a change of any participant, at once or with the next flush. */
  publish(change: AwarenessChange): void {
    const isDue = !this.#isThrottled;
    if (isDue && this.#cancelFlush === undefined) {
      this.#send([change]);
      return;
    }
    this.#pending ??= new Map();
    this.#pending.set(change.entry.clientId, change);
    if (isDue) this.#flush();
    else this.#schedule();
  }

  /** A waiting state is read first, so that it is not lost. */
  leave(participant: Participant): void {
    this.#read(participant);
    this.#awareness.leave(participant);
  }

  close(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#pending = undefined;
  }

  get #isThrottled(): boolean {
    return this.#clock.now() - this.#lastSentMs < AWARENESS_PERIOD_MS;
  }

  /** Only a state that replaces a published one may wait; arrivals and departures are read at once. */
  #mayWait(participant: Participant, { json }: RawAwarenessEntry): boolean {
    const { byteLength } = json;
    const isState = byteLength > "null".length && byteLength <= MAX_AWARENESS_BYTES;
    return isState && this.#isThrottled && this.#awareness.hasStateOf(participant);
  }

  /** Copies the bytes: the frame's buffer is reused. */
  #keepUnread(participant: Participant, { clientId, clock, json }: RawAwarenessEntry): void {
    participant.own = { clientId, clock };
    this.#unread ??= new Map();
    this.#unread.set(participant, { clientId, clock, json: new Uint8Array(json) });
    this.#schedule();
  }

  #read(participant: Participant): void {
    const entry = this.#unread?.get(participant);
    if (entry === undefined) return;
    this.#unread?.delete(participant);
    if (this.#awareness.hasStateOf(participant)) this.#apply(participant, entry);
  }

  #apply(participant: Participant, entry: RawAwarenessEntry): "taken" | "ignored" {
    const outcome = this.#awareness.applyLocal(participant, entry);
    if (outcome === "ignored") return outcome;
    if (outcome !== "accepted") this.#events.refused(participant, outcome);
    return "taken";
  }

  #schedule(): void {
    this.#cancelFlush ??= this.#clock.after(untilTick(this.#clock.now()), () => this.#flush());
  }

  /** Reading an unread state publishes it, which adds it to `#pending`: the period has just begun anew. */
  #flush(): void {
    this.#lastSentMs = this.#clock.now();
    for (const participant of this.#unread?.keys() ?? []) this.#read(participant);
    this.#unread = undefined;
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) this.#send([...pending.values()]);
  }

  #send(changes: readonly AwarenessChange[]): void {
    this.#lastSentMs = this.#clock.now();
    this.#events.send(changes);
  }
}
