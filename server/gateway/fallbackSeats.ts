import type { CloseReason } from "../../schema/protocol.ts";
import type { RoomClaims } from "../access/identity.ts";
import type { Clock } from "../clock.ts";
import type { Seat } from "../rooms/rooms.ts";
import type { EventsConnection } from "./events.ts";
import type { PollingConnection } from "./state.ts";

/** Who polls comes every 2 s; missing a few is the network's way, missing these is gone. */
const POLL_AGAIN_MS = 8_000;
const SWEEP_MS = 1_000;
/** A page says its attention every 15 s. One that did and stopped is gone, though a proxy may hold its stream open. */
const SPOKE_MS = 60_000;
/** A stream is never quiet for longer, so that its reader notices soon when nothing comes through. */
const BEAT_MS = 4_000;

/** A place in a room without a socket. */
interface Place {
  readonly seat: Seat;
  /** The caller's address is counted until this. */
  readonly release: () => void;
}

export interface EventsPlace extends Place {
  readonly connection: EventsConnection;
  /** `undefined`: never spoke, as a reader who only watches. */
  spokeAtMs: number | undefined;
}

export interface PollingPlace extends Place {
  readonly connection: PollingConnection;
  polledAtMs: number;
}

const keyOf = ({ room, subject }: RoomClaims, seat: string): string => `${room} ${subject} ${seat}`;

/** Everybody who is in a room over plain HTTP, by who they are and the name that their tab gave its place. */
export class FallbackSeats {
  readonly #clock: Clock;
  readonly #events = new Map<string, EventsPlace>();
  readonly #polling = new Map<string, PollingPlace>();
  readonly #stop: readonly (() => void)[];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#stop = [
      clock.every(SWEEP_MS, () => this.#sweep()),
      clock.every(BEAT_MS, () => this.#events.forEach(({ connection }) => connection.beat())),
    ];
  }

  /** A tab's newer stream takes the place of its older one. Returns the way to leave. */
  takeEvents(claims: RoomClaims, seat: string, place: EventsPlace): () => void {
    const key = keyOf(claims, seat);
    this.#events.get(key)?.connection.close("restart");
    this.#events.set(key, place);
    return () => {
      if (this.#events.get(key) === place) this.#events.delete(key);
      leave(place);
    };
  }

  takePolling(claims: RoomClaims, seat: string, place: PollingPlace): void {
    const key = keyOf(claims, seat);
    this.#leavePolling(key);
    this.#polling.set(key, place);
  }

  /** The place of one who polled lately. One that the room closed is none, and whoever asks again is decided on anew. */
  polling(claims: RoomClaims, seat: string): PollingPlace | undefined {
    const key = keyOf(claims, seat);
    const place = this.#polling.get(key);
    if (place === undefined || isUsable(place.connection.closedFor)) return place;
    this.#leavePolling(key);
    return undefined;
  }

  /** Gives a frame of this tab to its room; false when it has no place. */
  receive(claims: RoomClaims, seat: string, frame: Uint8Array): boolean {
    const key = keyOf(claims, seat);
    const stream = this.#events.get(key);
    if (stream !== undefined) stream.spokeAtMs = this.#clock.now();
    const place = stream ?? this.#polling.get(key);
    place?.seat.receive(frame);
    return place !== undefined;
  }

  #leavePolling(key: string): void {
    const place = this.#polling.get(key);
    this.#polling.delete(key);
    if (place !== undefined) leave(place);
  }

  #sweep(): void {
    const nowMs = this.#clock.now();
    for (const [key, { polledAtMs }] of this.#polling) {
      if (nowMs - polledAtMs >= POLL_AGAIN_MS) this.#leavePolling(key);
    }
    for (const { spokeAtMs, connection } of this.#events.values()) {
      if (spokeAtMs !== undefined && nowMs - spokeAtMs >= SPOKE_MS) connection.close("restart");
    }
  }

  /** Idempotent. The streams themselves are closed by their rooms. */
  close(): void {
    for (const stop of this.#stop) stop();
    for (const key of this.#polling.keys()) this.#leavePolling(key);
  }
}

/** Who sent too much stays outside for as long as a poller's place is kept. */
const isUsable = (closedFor: CloseReason | undefined): boolean =>
  closedFor === undefined || closedFor === "too_many_messages";

function leave({ seat, release }: Place): void {
  seat.leave();
  release();
}
