import type { Response } from "express";
import { CLOSE, type CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Connection } from "../../rooms/participant.ts";

/**
 * Connection over server-sent events. Each frame is one event with the frame in base64; the last event is `close` with
 * the reason.
 */
export class SseConnection implements Connection {
  readonly transport = "events";
  readonly #response: Response;
  readonly #closed: (reason: CloseReason) => void;

  constructor(response: Response, closed: (reason: CloseReason) => void) {
    this.#response = response;
    this.#closed = closed;
    response.status(200).set({
      "Content-Type": "text/event-stream",
      // A proxy that compressed or buffered events would delay them.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      Connection: "close",
    });
    response.flushHeaders();
    response.on("error", () => response.destroy());
  }

  send(frame: Uint8Array): void {
    this.#write(`data: ${Buffer.from(frame).toString("base64")}\n\n`);
  }

  /** Sends a comment, which every reader of events skips. */
  beat(): void {
    this.#write(":\n\n");
  }

  #write(text: string): void {
    if (!this.#response.writableEnded && !this.#response.destroyed) this.#response.write(text);
  }

  backlogBytes(): number {
    return this.#response.writableLength;
  }

  /** Only the first reason is sent. The connection of a reader that is too slow is destroyed. */
  close(reason: CloseReason): void {
    if (this.#response.writableEnded) return;
    this.#closed(reason);
    const data = JSON.stringify({ code: CLOSE[reason], reason });
    this.#response.end(`event: close\ndata: ${data}\n\n`);
    if (reason === "overload") this.#response.destroy();
  }
}
