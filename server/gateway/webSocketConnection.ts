import type { Duplex } from "node:stream";
import { WebSocket, type RawData } from "ws";
import { CLOSE, type CloseReason } from "../../schema/protocol/protocol.ts";
import type { Clock } from "../time/clock.ts";
import type { Connection } from "../rooms/participant.ts";
import type { RoomEntry } from "../rooms/roomSeat.ts";
import type { HeldConnection } from "./connectionLimit.ts";
import type { Corks } from "./corks.ts";
import type { SharedFrames } from "./sharedFrames.ts";

/** Maximum control frames between two beats. An honest peer answers the pings that it is sent. */
const MAX_CONTROL_FRAMES = 60;
/** RFC 6455, section 7.4.1: a kind of data that is not accepted. */
const UNSUPPORTED_DATA = 1003;

/** Shared by all sockets of a gateway. */
export interface WebSocketParts {
  readonly clock: Clock;
  readonly frames: SharedFrames;
  readonly corks: Corks;
  /** Called when the server closes the socket. */
  closed(reason: CloseReason): void;
  /** Called once for each, when its socket has closed. */
  gone(connection: WebSocketConnection): void;
}

/**
 * The sockets that the WebSocket server makes. Their events go straight to the connection, since a table of listeners for
 * each costs 330 bytes.
 */
export class RoomSocket extends WebSocket {
  connection: WebSocketConnection | undefined;

  override emit(event: string | symbol, data?: RawData, isBinary?: boolean): boolean {
    const { connection } = this;
    if (connection === undefined) return false;
    switch (event) {
      case "message":
        if (Buffer.isBuffer(data)) connection.receive(data, isBinary === true);
        return true;
      case "ping":
        if (Buffer.isBuffer(data)) connection.receivePing(data);
        return true;
      case "pong":
        connection.receivePong();
        return true;
      // ws closes with the code of RFC 6455 after a protocol error.
      case "error":
        connection.leave();
        return true;
      case "close":
        connection.gone();
        return true;
      default:
        return false;
    }
  }
}

/** A WebSocket as a room sees it. */
export class WebSocketConnection implements Connection {
  readonly transport = "websocket";
  readonly #socket: RoomSocket;
  readonly #duplex: Duplex;
  readonly #parts: WebSocketParts;
  readonly #held: HeldConnection | undefined;
  #seat: RoomEntry | undefined;
  #missedBeats = 0;
  #controlFrames = 0;
  #measuring:
    | { readonly sentAtMs: number; readonly told: (roundTripMs: number) => void }
    | undefined;

  /**
   * `duplex` is the stream below `socket`: shared frames are written to it directly. `held` is released when the socket
   * has closed.
   */
  constructor(socket: RoomSocket, duplex: Duplex, parts: WebSocketParts, held?: HeldConnection) {
    this.#socket = socket;
    this.#duplex = duplex;
    this.#parts = parts;
    this.#held = held;
    socket.connection = this;
  }

  /** Without a seat, messages are dropped. */
  sit(seat: RoomEntry): void {
    this.#seat = seat;
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** A few µs, nearly all in Node's own write: a frame is encoded once for all sockets, and not copied. */
  send(frame: Uint8Array): void {
    if (this.#isOpen) this.#write(this.#parts.frames.frame(frame));
  }

  sendTogether(frames: readonly Uint8Array[]): void {
    if (this.#isOpen) this.#write(this.#parts.frames.frames(frames));
  }

  #write(bytes: Buffer): void {
    this.#parts.corks.hold(this.#duplex);
    this.#duplex.write(bytes);
  }

  backlogBytes(): number {
    return this.#duplex.writableLength;
  }

  measureRoundTrip(told: (roundTripMs: number) => void): void {
    if (!this.#isOpen || this.#measuring !== undefined) return;
    this.#measuring = { sentAtMs: this.#parts.clock.now(), told };
    this.#socket.ping();
  }

  /** Pings, or cuts the socket when the last `maxMissed` pings brought nothing. */
  beat(maxMissed: number): void {
    if (this.#missedBeats >= maxMissed) return this.cut();
    this.#missedBeats += 1;
    this.#controlFrames = 0;
    if (this.#isOpen) this.#socket.ping();
  }

  /** Only the first reason is sent. */
  close(reason: CloseReason): void {
    if (!this.#isOpen) return;
    this.#parts.closed(reason);
    this.#socket.close(CLOSE[reason], reason);
    // The rest of a flood is not read; it backs up until the socket is cut off.
    if (reason === "too_many_messages") this.#socket.pause();
  }

  /** Without a closing handshake. */
  cut(): void {
    this.#socket.terminate();
  }

  receive(bytes: Buffer, isBinary: boolean): void {
    this.#missedBeats = 0;
    this.#parts.corks.message();
    if (!this.#isOpen) return;
    if (isBinary) this.#seat?.receive(bytes);
    else this.#socket.close(UNSUPPORTED_DATA);
  }

  receivePing(payload: Buffer): void {
    if (this.#takeControl()) this.#socket.pong(payload);
  }

  receivePong(): void {
    if (!this.#takeControl() || this.#measuring === undefined) return;
    const { sentAtMs, told } = this.#measuring;
    this.#measuring = undefined;
    told(this.#parts.clock.now() - sentAtMs);
  }

  /** Counts a control frame; false when there are too many or the socket is closing. */
  #takeControl(): boolean {
    this.#missedBeats = 0;
    this.#controlFrames += 1;
    if (this.#controlFrames > MAX_CONTROL_FRAMES) this.close("too_many_messages");
    return this.#isOpen;
  }

  /**
   * Cuts a half-closed socket. ws closes one at once, unless its peer does not read the queued data. Called by a sweep,
   * since a listener for each costs 230 bytes.
   */
  cutIfHalfClosed(): void {
    if (!this.#duplex.readableEnded) return;
    this.leave();
    this.cut();
  }

  /** Idempotent. */
  leave(): void {
    this.#seat?.leave();
  }

  /** The socket has closed. */
  gone(): void {
    this.leave();
    this.#held?.release();
    this.#parts.gone(this);
  }
}
