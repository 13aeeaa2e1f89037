import type { WebSocket } from "ws";
import { CLOSE, type CloseReason } from "../../schema/protocol.ts";
import type { Clock } from "../clock.ts";
import type { Connection } from "../rooms/participant.ts";

/** A closing handshake that is not answered in this time is cut: the peer may be asleep or hostile. */
const CLOSE_TIMEOUT_MS = 3000;

/** A `ws` socket as a room sees it. */
export class SocketConnection implements Connection {
  readonly transport = "websocket";
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #closed: (reason: CloseReason) => void;
  #closing = false;
  #measuring = false;

  constructor(socket: WebSocket, clock: Clock, closed: (reason: CloseReason) => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#closed = closed;
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(frame);
  }

  backlogBytes(): number {
    return this.#socket.bufferedAmount;
  }

  measureRoundTrip(measured: (roundTripMs: number) => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN || this.#measuring) return;
    this.#measuring = true;
    const sentAtMs = this.#clock.now();
    this.#socket.once("pong", () => {
      this.#measuring = false;
      measured(this.#clock.now() - sentAtMs);
    });
    this.#socket.ping();
  }

  /** The first reason counts. */
  close(reason: CloseReason): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#closed(reason);
    this.#socket.close(CLOSE[reason], reason);
    // What a flood still has on its way is not worth reading; it backs up until the socket is cut.
    if (reason === "too_many_messages") this.#socket.pause();
    const cancel = this.#clock.after(CLOSE_TIMEOUT_MS, () => this.#socket.terminate());
    this.#socket.once("close", cancel);
  }
}
