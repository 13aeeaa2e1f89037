import type { Clock } from "../clock.ts";
import type { SocketConnection } from "./socket.ts";

/** A socket that answers no ping for two periods is half-open and cut. */
const PING_MS = 15_000;

/** Every open socket, asked now and then whether somebody is there. */
export class Heartbeat {
  readonly sockets = new Set<SocketConnection>();
  readonly #stop: () => void;

  constructor(clock: Clock) {
    this.#stop = clock.every(PING_MS, () => this.#beat());
  }

  #beat(): void {
    for (const socket of this.sockets) socket.beat();
  }

  close(): void {
    this.#stop();
  }
}
