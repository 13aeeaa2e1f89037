import type { Clock } from "../clock.ts";
import type { WebSocketConnection } from "./webSocketConnection.ts";

export interface HeartbeatOptions {
  /** Between two pings of one socket. */
  readonly periodMs: number;
  /** Pings in a row without a sign of life after which a socket is half-open and cut. */
  readonly maxMissed: number;
}

/** One who watches may be quiet for long, and there are many. */
export const VIEWER_BEAT: HeartbeatOptions = { periodMs: 15_000, maxMissed: 1 };
/** Everybody waits for one who presents: a connection that has died is noticed within 6 s. */
export const PRESENTER_BEAT: HeartbeatOptions = { periodMs: 2000, maxMissed: 2 };

/** A ping takes some 12 µs, so that all of 3,000 sockets at once would hold up everybody for 37 ms. */
const TURNS = 100;

/** Open sockets, each pinged once in a period, a hundredth of all at a time. */
export class Heartbeat {
  readonly #turns = Array.from({ length: TURNS }, () => new Set<WebSocketConnection>());
  readonly #maxMissed: number;
  readonly #stop: () => void;
  #turn = 0;
  #nextTurn = 0;

  constructor(clock: Clock, { periodMs, maxMissed }: HeartbeatOptions) {
    this.#maxMissed = maxMissed;
    this.#stop = clock.every(periodMs / TURNS, () => this.#beat());
  }

  add(socket: WebSocketConnection): void {
    this.#turns[this.#nextTurn]?.add(socket);
    this.#nextTurn = (this.#nextTurn + 1) % TURNS;
  }

  delete(socket: WebSocketConnection): void {
    this.#turns.some((turn) => turn.delete(socket));
  }

  get size(): number {
    return this.#turns.reduce((sum, turn) => sum + turn.size, 0);
  }

  sockets(): readonly WebSocketConnection[] {
    return this.#turns.flatMap((turn) => [...turn]);
  }

  #beat(): void {
    for (const socket of this.#turns[this.#turn] ?? []) socket.beat(this.#maxMissed);
    this.#turn = (this.#turn + 1) % TURNS;
  }

  close(): void {
    this.#stop();
  }
}
