import type { Clock } from "../time/clock.ts";
import type { WebSocketConnection } from "./webSocketConnection.ts";

export interface HeartbeatOptions {
  /** Time between two pings of one socket. */
  readonly periodMs: number;
  /** Consecutive pings without any frame from the peer after which a socket counts as half-open and is cut. */
  readonly maxMissed: number;
  /** Number of groups of sockets, which are pinged one after the other within a period. */
  readonly turns: number;
}

/** Viewers may be silent for long, and there are many. */
export const VIEWER_BEAT: HeartbeatOptions = { periodMs: 15_000, maxMissed: 1, turns: 100 };
/** All viewers wait for a presenter: a dead connection is detected within 3 s. */
export const PRESENTER_BEAT: HeartbeatOptions = { periodMs: 1000, maxMissed: 2, turns: 10 };

/**
 * Pings open sockets, each once in a period, spread over it: a ping takes some 12 µs, so 3,000 at once would block the
 * process for 37 ms.
 */
export class Heartbeat {
  readonly #turns: readonly Set<WebSocketConnection>[];
  readonly #maxMissed: number;
  readonly #stop: () => void;
  #turn = 0;
  #nextTurn = 0;

  constructor(clock: Clock, { periodMs, maxMissed, turns }: HeartbeatOptions) {
    this.#turns = Array.from({ length: turns }, () => new Set());
    this.#maxMissed = maxMissed;
    this.#stop = clock.every(periodMs / turns, () => this.#beat());
  }

  add(socket: WebSocketConnection): void {
    this.#turns[this.#nextTurn]?.add(socket);
    this.#nextTurn = (this.#nextTurn + 1) % this.#turns.length;
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

  cutHalfClosed(): void {
    for (const turn of this.#turns) for (const socket of turn) socket.cutIfHalfClosed();
  }

  #beat(): void {
    for (const socket of this.#turns[this.#turn] ?? []) socket.beat(this.#maxMissed);
    this.#turn = (this.#turn + 1) % this.#turns.length;
  }

  close(): void {
    this.#stop();
  }
}
