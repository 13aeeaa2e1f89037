import * as v from "valibot";
import { BuyerFields, type Attention } from "../../../schema/presentation/awareness.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import type { RoomClaims } from "../../access/identity.ts";
import type { Clock } from "../../time/clock.ts";
import { readAwarenessEntries, readFrame } from "../../protocol/decodeFrames.ts";
import type { Tab } from "../../rooms/remoteCommands.ts";
import { TokenBucket } from "../../time/tokenBucket.ts";
import type { RoomEntry } from "../../rooms/roomSeat.ts";
import type { HeldConnection } from "../connectionLimit.ts";
import type { SseConnection } from "./sseConnection.ts";
import type { PollingConnection } from "./pollingConnection.ts";

const decoder = new TextDecoder();

/** A tab polls every 2 s; without a poll for this long it has left. */
const POLL_AGAIN_MS = 8_000;
const SWEEP_MS = 1_000;
/** Timers of a hidden page run once a minute; a tab that misses two polls has left. */
const HIDDEN_POLL_AGAIN_MS = 130_000;
/** An entry is removed after this when its tab polls only other processes. */
const ELSEWHERE_MS = 60_000;
/** Limit of a viewer's frames forwarded to another process, where the room's own limit applies too. */
const PASSED_PER_SECOND = 5;
/**
 * A page sends its attention every 15 s, a hidden one every 60 s. A stream whose page misses two is closed, even if a
 * proxy holds it open.
 */
const SPOKE_MS = 130_000;
/** Maximum silence of a stream, so that its reader soon notices when nothing comes through. */
const BEAT_MS = 4_000;

/** A tab's connection to a room without a WebSocket. */
interface TabEntry {
  readonly seat: RoomEntry;
  /** Counts the caller's address while it is held. */
  readonly held: HeldConnection;
}

export interface SseEntry extends TabEntry {
  readonly connection: SseConnection;
  /** Time of the last frame; `undefined` before, and for a reader that only watches. */
  spokeAtMs: number | undefined;
}

export interface PollingEntry extends TabEntry {
  readonly connection: PollingConnection;
  /** The last poll in this process, and in any process. */
  polledHereAtMs: number;
  polledAtMs: number;
  /** Whether the tab's last poll came to this process and not to another. */
  isLatest: boolean;
  /** The page reported that it is hidden. */
  isHidden: boolean;
}

export const keyOf = ({ room, subject, seat }: Tab): string => `${room} ${subject} ${seat}`;

export const tabOf = ({ room, subject }: RoomClaims, seat: string): Tab => ({
  room,
  subject,
  seat,
});

/**
 * Tabs without a WebSocket, by subject and the tab's own seat name. A stream is in one process; a polling tab has an
 * entry in each process that its polls reach.
 */
export class Tabs {
  readonly #clock: Clock;
  readonly #sse = new Map<string, SseEntry>();
  readonly #polling = new Map<string, PollingEntry>();
  readonly #forwarded = new Map<string, TokenBucket>();
  readonly #stop: readonly (() => void)[];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#stop = [
      clock.every(SWEEP_MS, () => this.#sweep()),
      clock.every(BEAT_MS, () => this.#sse.forEach(({ connection }) => connection.beat())),
    ];
  }

  /** Adds a stream, which replaces an older one of the same tab. Returns a function that leaves the room. */
  addSse(tab: Tab, place: SseEntry): () => void {
    const key = keyOf(tab);
    this.#sse.get(key)?.connection.close("restart");
    this.#sse.set(key, place);
    return () => {
      if (this.#sse.get(key) === place) this.#sse.delete(key);
      leave(place);
    };
  }

  addPolling(tab: Tab, place: Pick<PollingEntry, "connection" | "seat" | "held">): void {
    const key = keyOf(tab);
    this.#removePolling(key);
    const nowMs = this.#clock.now();
    this.#polling.set(key, {
      ...place,
      polledHereAtMs: nowMs,
      polledAtMs: nowMs,
      isLatest: true,
      isHidden: false,
    });
  }

  /** The entry of a polling tab. One that the room closed is dropped, so that the next poll is admitted anew. */
  polling(tab: Tab): PollingEntry | undefined {
    const key = keyOf(tab);
    const place = this.#polling.get(key);
    if (place === undefined) return undefined;
    if (!isUsable(place.connection.closedFor)) {
      this.#removePolling(key);
      return undefined;
    }
    place.polledAtMs = this.#clock.now();
    place.polledHereAtMs = place.polledAtMs;
    place.isLatest = true;
    return place;
  }

  /** The tab polled another process. */
  polledElsewhere(tab: Tab): void {
    const place = this.#polling.get(keyOf(tab));
    if (place === undefined) return;
    place.polledAtMs = this.#clock.now();
    place.isLatest = false;
  }

  /** Passes a frame of this tab to its room; false when the tab has no entry. */
  receive(tab: Tab, frame: Uint8Array): boolean {
    const key = keyOf(tab);
    const stream = this.#sse.get(key);
    if (stream !== undefined) stream.spokeAtMs = this.#clock.now();
    const polling = this.#polling.get(key);
    if (polling !== undefined) this.#noteVisibility(polling, frame);
    const place = stream ?? polling;
    place?.seat.receive(frame);
    return place !== undefined;
  }

  /** Takes a frame of this tab that came to another process. Of several entries, the last polled one handles it. */
  receiveFromElsewhere(tab: Tab, frame: Uint8Array): void {
    const key = keyOf(tab);
    const polling = this.#polling.get(key);
    if (this.#sse.has(key) || polling?.isLatest === true) this.receive(tab, frame);
    else if (polling !== undefined) this.#noteVisibility(polling, frame);
  }

  /**
   * Notes the page's visibility. A page reports that it is hidden before its polls become rare; once it is visible
   * again, it has the usual time for its next poll.
   */
  #noteVisibility(place: PollingEntry, frame: Uint8Array): void {
    const state = attentionIn(frame);
    if (state === undefined) return;
    if (place.isHidden && state !== "hidden") place.polledAtMs = this.#clock.now();
    place.isHidden = state === "hidden";
  }

  /** Whether one more frame of this viewer may be forwarded. */
  mayForward(tab: Tab): boolean {
    const key = keyOf({ ...tab, seat: "" });
    const nowMs = this.#clock.now();
    const rate = this.#forwarded.get(key) ?? new TokenBucket(PASSED_PER_SECOND, nowMs);
    this.#forwarded.set(key, rate);
    return rate.spend(nowMs);
  }

  #removePolling(key: string): void {
    const place = this.#polling.get(key);
    this.#polling.delete(key);
    if (place !== undefined) leave(place);
  }

  #sweep(): void {
    const nowMs = this.#clock.now();
    for (const [key, { polledAtMs, polledHereAtMs, isHidden }] of this.#polling) {
      const againMs = isHidden ? HIDDEN_POLL_AGAIN_MS : POLL_AGAIN_MS;
      const isGone = nowMs - polledAtMs >= againMs;
      const elsewhereMs = Math.max(againMs, ELSEWHERE_MS);
      if (isGone || nowMs - polledHereAtMs >= elsewhereMs) this.#removePolling(key);
    }
    for (const [key, rate] of this.#forwarded) if (rate.isFull(nowMs)) this.#forwarded.delete(key);
    for (const { spokeAtMs, connection } of this.#sse.values()) {
      if (spokeAtMs !== undefined && nowMs - spokeAtMs >= SPOKE_MS) connection.close("restart");
    }
  }

  /** Idempotent. The streams themselves are closed by their rooms. */
  close(): void {
    for (const stop of this.#stop) stop();
    for (const key of this.#polling.keys()) this.#removePolling(key);
  }
}

/** A tab that sent too many messages stays refused as long as its entry is kept. */
const isUsable = (closedFor: CloseReason | undefined): boolean =>
  closedFor === undefined || closedFor === "too_many_messages";

/** The attention in a page's frame. The room validates the frame; here it only sets a timeout. */
function attentionIn(bytes: Uint8Array): Attention["state"] | undefined {
  const frame = readFrame("awareness", bytes);
  const entries = frame?.kind === "awareness" ? readAwarenessEntries(frame.payload) : undefined;
  const entry = entries?.length === 1 ? entries[0] : undefined;
  if (entry === undefined) return undefined;
  try {
    const said = v.safeParse(BuyerFields, JSON.parse(decoder.decode(entry.json)));
    return said.success ? said.output.attention?.state : undefined;
  } catch {
    return undefined;
  }
}

function leave({ seat, held }: TabEntry): void {
  seat.leave();
  held.release();
}
