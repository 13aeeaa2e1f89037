import type { Clock } from "../clock.ts";
import { SparseMap } from "../sparseMap.ts";
import type { AwarenessPace } from "./awarenessIntake.ts";
import { encodeAwareness, type AwarenessEntry } from "./frames.ts";
import type { Identity, Participant } from "./participant.ts";

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

/** What is told of everything that leaves: `count` frames of `bytes` in all. */
export interface OutboxEvents {
  /** What waits may leave: whatever is said to `awareness` now leaves with it. */
  due(): void;
  sent(kind: "update" | "awareness", count: number, bytes: number): void;
  /** This awareness has just been told to the people here. */
  told(tellings: readonly Telling[]): void;
}

/** A change of awareness to hand on. */
export interface Telling {
  readonly entry: AwarenessEntry;
  readonly owner: Identity;
  /** What its owner published, or that it is gone; `undefined` for what another process told. */
  readonly own: string | null | undefined;
}

/** Agents are seen by all; a buyer's name and attention only by agents and inspectors. */
const mayReceive = (receiver: Identity, owner: Identity): boolean =>
  owner.role === "agent" || receiver.role !== "buyer";

/**
 * Hands frames to participants: each framed once, never back to its sender, updates at once, awareness at once for the
 * first of a burst and then latest-wins.
 */
export class Outbox implements AwarenessPace {
  readonly #clock: Clock;
  readonly #participants: ReadonlySet<Participant>;
  readonly #events: OutboxEvents;
  readonly #pending = new SparseMap<number, Telling>();
  #lastFlushMs = -Infinity;
  #cancelFlush: (() => void) | undefined;

  constructor(clock: Clock, participants: ReadonlySet<Participant>, events: OutboxEvents) {
    this.#clock = clock;
    this.#participants = participants;
    this.#events = events;
  }

  update(frame: Uint8Array, sender: Participant | undefined): void {
    let count = 0;
    const nowMs = this.#clock.now();
    for (const participant of this.#participants) {
      if (participant === sender || participant.owesFullSync) continue;
      if (participant.isBehind()) {
        participant.owesFullSync = true;
        continue;
      }
      participant.send(frame, nowMs);
      count += 1;
    }
    if (count > 0) this.#events.sent("update", count, count * frame.byteLength);
  }

  get isHeldBack(): boolean {
    return this.#clock.now() - this.#lastFlushMs < AWARENESS_PERIOD_MS;
  }

  expect(): void {
    this.#cancelFlush ??= this.#clock.after(untilTick(this.#clock.now()), () => this.#flush());
  }

  awareness(telling: Telling): void {
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

  /** About 1 µs for the frame and then what each connection's `send` costs: the whole of a pointer's way out. */
  #deliver(pending: readonly Telling[]): void {
    const nowMs = this.#clock.now();
    this.#lastFlushMs = nowMs;
    if (pending.length === 0) return;
    const frames = new FrameChoices(pending);
    let count = 0;
    let bytes = 0;
    for (const participant of this.#participants) {
      const frame = frames.for(participant);
      if (frame === undefined) continue;
      if (participant.isBehind()) {
        participant.missAwareness(frames.visibleTo(participant));
        continue;
      }
      participant.send(frame, nowMs);
      participant.expectEcho();
      count += 1;
      bytes += frame.byteLength;
    }
    if (count > 0) this.#events.sent("awareness", count, bytes);
    this.#events.told(pending);
  }

  close(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#pending.clear();
  }
}

const isVisible = ({ entry, owner }: Telling, { own, identity }: Participant): boolean =>
  entry.clientId !== own?.clientId && mayReceive(identity, owner);

/** Who receives which of the pending entries, each combination framed once. */
class FrameChoices {
  readonly #pending: readonly Telling[];
  readonly #frames = new Map<string, Uint8Array>();

  constructor(pending: readonly Telling[]) {
    this.#pending = pending;
  }

  visibleTo(participant: Participant): readonly AwarenessEntry[] {
    return this.#pending
      .filter((pending) => isVisible(pending, participant))
      .map(({ entry }) => entry);
  }

  for(participant: Participant): Uint8Array | undefined {
    const [first, second] = this.#pending;
    if (first !== undefined && second === undefined) return this.#only(first, participant);
    const visible = this.visibleTo(participant);
    if (visible.length === 0) return undefined;
    return this.#frame(visible.map(({ clientId }) => clientId).join(), visible);
  }

  /** Nearly always one thing has changed: then nothing is gathered for each who receives it. */
  #only(pending: Telling, participant: Participant): Uint8Array | undefined {
    return isVisible(pending, participant) ? this.#frame("", [pending.entry]) : undefined;
  }

  #frame(key: string, entries: readonly AwarenessEntry[]): Uint8Array {
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const frame = encodeAwareness(entries);
    this.#frames.set(key, frame);
    return frame;
  }
}

/** The states a participant may see, for its arrival; its own subject's are left out, for they may be its own past. */
export function awarenessFor(
  participant: Participant,
  states: Iterable<AwarenessEntryOf>,
): Uint8Array | undefined {
  const visible = [...states].filter(
    ({ owner }) =>
      owner.subject !== participant.identity.subject && mayReceive(participant.identity, owner),
  );
  if (visible.length === 0) return undefined;
  return encodeAwareness(
    visible.map(({ clientId, clock, json }) => ({ clientId, clock, state: json })),
  );
}

interface AwarenessEntryOf {
  readonly clientId: number;
  readonly clock: number;
  readonly json: string;
  readonly owner: Identity;
}
