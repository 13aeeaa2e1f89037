import type { Clock } from "../../time/clock.ts";
import type { AwarenessPace } from "../awareness/awarenessThrottle.ts";
import {
  OutgoingAwareness,
  OutgoingUpdate,
  type OutgoingFrames,
  type AwarenessChange,
} from "./outgoingFrames.ts";
import type { Participant } from "../participant.ts";

/**
 * Awareness leaves at most this often; of what comes faster the latest wins. A page moves what it draws every frame towards
 * the last it heard, so 25 a second look as smooth as 60 and are less than half the bytes.
 */
const AWARENESS_PERIOD_MS = 40;

/**
 * What waits in any room leaves at the same moments: the processor then does the same thing for all of them. At 60 Hz in
 * 100 rooms that took a sixth less than room by room.
 */
const untilTick = (nowMs: number): number => AWARENESS_PERIOD_MS - (nowMs % AWARENESS_PERIOD_MS);

/**
 * To so many a delivery takes more than half a millisecond, so it first looks what else has arrived: of an agent who opens
 * something and points, half the writes. Measured with 1,000 viewers: 11 µs a frame without it, 6.2 with it.
 */
const GATHER_FROM = 64;

/** What is told of everything that leaves: `count` frames of `bytes` in all. */
export interface OutboxEvents {
  /** What waits may leave: whatever is said to `awareness` now leaves with it. */
  due(): void;
  sent(kind: "update" | "awareness", count: number, bytes: number): void;
  /** This awareness has just been told to the people here. */
  told(tellings: readonly AwarenessChange[]): void;
}

/**
 * Hands frames to participants: each framed once, never back to its sender, updates at once, awareness at once for the
 * first of a burst and then latest-wins.
 */
export class Outbox implements AwarenessPace {
  readonly #clock: Clock;
  readonly #participants: ReadonlySet<Participant>;
  readonly #events: OutboxEvents;
  readonly #pending = new Map<number, AwarenessChange>();
  #lastFlushMs = -Infinity;
  #cancelFlush: (() => void) | undefined;
  #gathered: OutgoingFrames[] | undefined;
  #cancelGathering: (() => void) | undefined;

  constructor(clock: Clock, participants: ReadonlySet<Participant>, events: OutboxEvents) {
    this.#clock = clock;
    this.#participants = participants;
    this.#events = events;
  }

  update(frame: Uint8Array, sender: Participant | undefined): void {
    this.#dispatch(new OutgoingUpdate(frame, sender));
  }

  get isHeldBack(): boolean {
    return this.#clock.now() - this.#lastFlushMs < AWARENESS_PERIOD_MS;
  }

  expect(): void {
    this.#cancelFlush ??= this.#clock.after(untilTick(this.#clock.now()), () => this.#flush());
  }

  awareness(telling: AwarenessChange): void {
    const isDue = !this.isHeldBack;
    if (isDue && this.#cancelFlush === undefined) {
      this.#deliver([telling]);
      return;
    }
    this.#pending.set(telling.entry.clientId, telling);
    if (isDue) this.#flush();
    else this.expect();
  }

  #flush(): void {
    this.#lastFlushMs = this.#clock.now();
    this.#events.due();
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#deliver(pending);
  }

  #deliver(pending: readonly AwarenessChange[]): void {
    this.#lastFlushMs = this.#clock.now();
    if (pending.length === 0) return;
    this.#dispatch(new OutgoingAwareness(pending));
    this.#events.told(pending);
  }

  /** What a page says in one moment comes as several messages; in a crowd they leave in one write each. */
  #dispatch(outgoing: OutgoingFrames): void {
    if (this.#gathered !== undefined) {
      this.#gathered.push(outgoing);
    } else if (this.#participants.size < GATHER_FROM) {
      this.#send(outgoing);
    } else {
      this.#gathered = [outgoing];
      this.#cancelGathering = this.#clock.soon(() => this.#sendGathered());
    }
  }

  #sendGathered(): void {
    const [first, ...others] = this.#gathered ?? [];
    this.#gathered = undefined;
    if (first === undefined) return;
    if (others.length === 0) this.#send(first);
    else this.#sendTogether([first, ...others]);
  }

  /** About 1 µs for the frame and then what each connection's `send` costs: the whole of the way out. */
  #send(outgoing: OutgoingFrames): void {
    const nowMs = this.#clock.now();
    for (const participant of this.#participants) {
      const frame = outgoing.handOut(participant);
      if (frame !== undefined) participant.send(frame, nowMs);
    }
    this.#count(outgoing);
  }

  /** What several frames cost over one write for each participant is a list of them; a write costs 10 µs. */
  #sendTogether(gathered: readonly OutgoingFrames[]): void {
    const nowMs = this.#clock.now();
    for (const participant of this.#participants) {
      const frames: Uint8Array[] = [];
      for (const outgoing of gathered) {
        const frame = outgoing.handOut(participant);
        if (frame !== undefined) frames.push(frame);
      }
      participant.sendTogether(frames, nowMs);
    }
    for (const outgoing of gathered) this.#count(outgoing);
  }

  #count({ kind, count, bytes }: OutgoingFrames): void {
    if (count > 0) this.#events.sent(kind, count, bytes);
  }

  close(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#pending.clear();
    this.#cancelGathering?.();
    this.#gathered = undefined;
  }
}
