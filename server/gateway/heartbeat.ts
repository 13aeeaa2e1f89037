import type { WebSocket } from "ws";
import type { Clock } from "../clock.ts";

/** A socket that answers no ping for two periods is half-open and cut. */
const PING_MS = 15_000;

/** Pings every socket and cuts those that have been silent since the last ping. */
export class Heartbeat {
  readonly #sockets = new Map<WebSocket, { answered: boolean }>();
  readonly #stop: () => void;

  constructor(clock: Clock) {
    this.#stop = clock.every(PING_MS, () => this.#beat());
  }

  watch(socket: WebSocket): void {
    const health = { answered: true };
    const answer = () => {
      health.answered = true;
    };
    this.#sockets.set(socket, health);
    socket.on("pong", answer);
    socket.on("message", answer);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  #beat(): void {
    for (const [socket, health] of this.#sockets) {
      if (health.answered) {
        health.answered = false;
        socket.ping();
      } else {
        socket.terminate();
      }
    }
  }

  close(): void {
    this.#stop();
  }
}
