import { CLOSE, MAX_FRAME_BYTES, type CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Connection } from "../../rooms/participant.ts";
import type { RoomEntry } from "../../rooms/roomSeat.ts";

/** RFC 6455, section 7.4.1: a kind of data that is not accepted. */
const UNSUPPORTED_DATA = 1003;
/** RFC 6455, section 7.4.1: a normal closure. */
const NORMAL = 1000;

export interface SocketParts {
  /** Called when the server closes the socket. */
  readonly closed: (reason: CloseReason) => void;
  /** Called once, when the socket has closed. */
  readonly release: () => void;
}

/** State that the platform stores with a socket during hibernation. */
export interface SocketAttachment {
  /** Name of the connection. */
  readonly key: string;
  /** The caller's address, which counts towards the limit of connections. */
  readonly address: string;
}

export const attachmentOf = (socket: WebSocket): SocketAttachment =>
  socket.deserializeAttachment() as SocketAttachment;

/** A socket of the platform as a `Connection`. Its object passes on the platform's events. */
export class SocketConnection implements Connection {
  readonly transport = "websocket";
  readonly key: string;
  readonly #socket: WebSocket;
  readonly #parts: SocketParts;
  #seat: RoomEntry | undefined;
  #isOpen = true;

  constructor(socket: WebSocket, key: string, parts: SocketParts) {
    this.#socket = socket;
    this.key = key;
    this.#parts = parts;
  }

  /** Without a seat, messages are dropped. */
  sit(seat: RoomEntry): void {
    this.#seat = seat;
  }

  send(frame: Uint8Array): void {
    if (!this.#isOpen) return;
    try {
      this.#socket.send(frame);
    } catch {
      this.gone();
    }
  }

  /** The platform does not expose the number of unsent bytes. */
  backlogBytes(): number {
    return 0;
  }

  /** Only the first reason is sent. */
  close(reason: CloseReason): void {
    if (!this.#isOpen) return;
    this.#parts.closed(reason);
    this.#end(CLOSE[reason], reason);
  }

  receive(data: ArrayBuffer | string): void {
    if (!this.#isOpen) return;
    if (typeof data === "string") this.#end(UNSUPPORTED_DATA);
    else if (data.byteLength > MAX_FRAME_BYTES) this.close("too_big");
    else this.#seat?.receive(new Uint8Array(data));
  }

  #end(code: number, reason?: string): void {
    this.#isOpen = false;
    this.#seat?.leave();
    try {
      this.#socket.close(code, reason);
    } catch {
      // It was closed before.
    }
  }

  /** The socket has closed. Idempotent. */
  gone(): void {
    if (this.#isOpen) this.#end(NORMAL);
    this.#parts.release();
  }
}
