import type { Clock } from "../clock.ts";
import type { SocketConnection } from "./socket.ts";

/** A socket that answers no ping for two periods is half-open and cut. */
const PING_MS = 15_000;
/** A ping takes some 12 µs, so that all of 3,000 sockets at once would hold up everybody for 37 ms. */
const TURNS = 100;

/** Every open socket, asked now and then whether somebody is there: each once in a period, a hundredth of all at a time. */
export class Heartbeat {
  readonly #turns = Array.from({ length: TURNS }, () => new Set<SocketConnection>());
  readonly #stop: () => void;
  #turn = 0;
  #nextTurn = 0;

  constructor(clock: Clock) {
    this.#stop = clock.every(PING_MS / TURNS, () => this.#beat());
  }

  add(socket: SocketConnection): void {
    this.#turns[this.#nextTurn]?.add(socket);
    this.#nextTurn = (this.#nextTurn + 1) % TURNS;
  }

  delete(socket: SocketConnection): void {
    this.#turns.some((turn) => turn.delete(socket));
  }

  get size(): number {
    return this.#turns.reduce((sum, turn) => sum + turn.size, 0);
  }

  sockets(): readonly SocketConnection[] {
    return this.#turns.flatMap((turn) => [...turn]);
  }

  #beat(): void {
    for (const socket of this.#turns[this.#turn] ?? []) socket.beat();
    this.#turn = (this.#turn + 1) % TURNS;
  }

  close(): void {
    this.#stop();
  }
}
