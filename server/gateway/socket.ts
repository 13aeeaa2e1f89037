import type { Duplex } from "node:stream";
import { CLOSE, MAX_FRAME_BYTES, type CloseReason } from "../../schema/protocol.ts";
import type { Clock } from "../clock.ts";
import type { Connection } from "../rooms/participant.ts";
import type { Seat } from "../rooms/roomSeat.ts";
import type { AddressPlace } from "./addresses.ts";
import type { Corks } from "./wire/corks.ts";
import { FrameParser, type WireEvents, type WireFault } from "./wire/frameParser.ts";
import { encodeClose, encodeFrame, type Framer } from "./wire/framer.ts";
import { OPCODE } from "./wire/opcodes.ts";

/** A closing handshake that is not answered in this time is cut: the peer may be asleep or hostile. */
const CLOSE_TIMEOUT_MS = 3000;
/** Between two beats, 15 s apart. An honest peer answers one ping, and one a second while it is inspected. */
const MAX_CONTROL_FRAMES = 60;
/**
 * A message that arrives in pieces costs more than a whole one. Honest clients send one piece; what a bad line does to
 * 64 KiB stays far below this.
 */
const LIMITS = { maxMessageBytes: MAX_FRAME_BYTES, maxFragments: 64 };

/** What is no binary frame is no frame of the protocol; it costs its sender as much as one. */
const NO_FRAME = new Uint8Array();
const PING = encodeFrame(OPCODE.ping, NO_FRAME);

/** What the sockets of one gateway share. */
export interface SocketParts {
  readonly clock: Clock;
  readonly framer: Framer;
  readonly corks: Corks;
  /** Called for a closing that the server began. */
  closed(reason: CloseReason): void;
  /** Called once for each, when its socket has closed. */
  gone(connection: SocketConnection, place: AddressPlace | undefined): void;
}

type Phase = "open" | "closing" | "gone";

/** Where a socket keeps its connection, so that all sockets share their listeners: a closure each would cost 64 bytes. */
const CONNECTION = Symbol("connection");
type Wired = Duplex & { [CONNECTION]: SocketConnection };

function onData(this: Wired, chunk: Buffer): void {
  this[CONNECTION].read(chunk);
}

/** For sockets that read into a buffer they share, and tell no "data". */
export const readOf = (socket: Duplex, bytes: Buffer): void => onData.call(socket as Wired, bytes);

function onError(this: Wired): void {
  this.destroy();
}

function onClose(this: Wired): void {
  this[CONNECTION].gone();
}

/**
 * A WebSocket as a room sees it. Written for many: no streams or emitters of its own on top of the TCP socket, no timer
 * while it is open.
 */
export class SocketConnection implements Connection, WireEvents {
  readonly transport = "websocket";
  readonly #socket: Duplex;
  readonly #parts: SocketParts;
  readonly #parser: FrameParser;
  readonly #place: AddressPlace | undefined;
  #seat: Seat | undefined;
  #phase: Phase = "open";
  /** Whether anything was heard since the last beat. */
  #isAlive = true;
  #controlFrames = 0;
  #measuring:
    | { readonly sentAtMs: number; readonly told: (roundTripMs: number) => void }
    | undefined;
  #cancelCut: (() => void) | undefined;

  /** `place` is what its address is counted by. */
  constructor(socket: Duplex, parts: SocketParts, place: AddressPlace | undefined) {
    this.#socket = socket;
    this.#parts = parts;
    this.#place = place;
    this.#parser = new FrameParser(LIMITS, this);
    // It ends when the other side has ended: a listener that says so would cost 100 bytes a socket.
    const wired = Object.assign(socket, { [CONNECTION]: this, allowHalfOpen: false });
    wired.on("error", onError).on("close", onClose);
  }

  /** Begins to read; `head` came with the request. Without a seat, what comes is let fall. */
  open(head: Buffer, seat?: Seat): void {
    this.#seat = seat;
    if (head.byteLength > 0) this.#socket.unshift(head);
    this.#socket.on("data", onData);
  }

  /** What the socket read. */
  read(chunk: Buffer): void {
    this.#parser.push(chunk);
    this.#parts.corks.end();
  }

  /** The socket has closed. */
  gone(): void {
    this.#phase = "gone";
    this.#cancelCut?.();
    this.#seat?.leave();
    this.#parts.gone(this, this.#place);
  }

  /** A few µs, nearly all of it Node's own write: the frame is made once for everybody, and not copied. */
  send(frame: Uint8Array): void {
    if (this.#phase === "open") this.#write(this.#parts.framer.frame(frame));
  }

  sendTogether(frames: readonly Uint8Array[]): void {
    if (this.#phase === "open") this.#write(this.#parts.framer.frames(frames));
  }

  #write(bytes: Buffer): void {
    this.#parts.corks.hold(this.#socket);
    this.#socket.write(bytes);
  }

  backlogBytes(): number {
    return this.#socket.writableLength;
  }

  measureRoundTrip(told: (roundTripMs: number) => void): void {
    if (this.#phase !== "open" || this.#measuring !== undefined) return;
    this.#measuring = { sentAtMs: this.#parts.clock.now(), told };
    this.#write(PING);
  }

  /** Asks whether somebody is there, or cuts the socket when nothing was heard since it was asked the last time. */
  beat(): void {
    if (!this.#isAlive) this.#socket.destroy();
    else if (this.#phase === "open") this.#write(PING);
    this.#isAlive = false;
    this.#controlFrames = 0;
  }

  /** The first reason counts. */
  close(reason: CloseReason): void {
    if (this.#phase !== "open") return;
    this.#parts.closed(reason);
    this.#beginClosing(encodeClose(CLOSE[reason], reason));
    // What a flood still has on its way is not worth reading; it backs up until the socket is cut.
    if (reason === "too_many_messages") this.#socket.pause();
  }

  #beginClosing(frame: Buffer): void {
    this.#write(frame);
    this.#phase = "closing";
    this.#cancelCut = this.#parts.clock.after(CLOSE_TIMEOUT_MS, () => this.#socket.destroy());
  }

  /** Without a closing handshake. */
  cut(): void {
    this.#socket.destroy();
  }

  message(bytes: Uint8Array, isBinary: boolean): void {
    this.#isAlive = true;
    if (this.#phase === "open") this.#seat?.receive(isBinary ? bytes : NO_FRAME);
  }

  ping(payload: Uint8Array): void {
    if (this.#takeControl()) this.#write(encodeFrame(OPCODE.pong, payload));
  }

  pong(): void {
    if (!this.#takeControl() || this.#measuring === undefined) return;
    const { sentAtMs, told } = this.#measuring;
    this.#measuring = undefined;
    told(this.#parts.clock.now() - sentAtMs);
  }

  /** False when it was one too many or comes too late. */
  #takeControl(): boolean {
    this.#isAlive = true;
    this.#controlFrames += 1;
    if (this.#controlFrames > MAX_CONTROL_FRAMES) this.close("too_many_messages");
    return this.#phase === "open";
  }

  /** Says the peer's own code back, as RFC 6455, section 5.5.1 has it. */
  closed(payload: Uint8Array): void {
    if (this.#phase === "open")
      this.#beginClosing(encodeFrame(OPCODE.close, payload.subarray(0, 2)));
    this.#socket.end();
  }

  fault(code: WireFault): void {
    if (this.#phase === "open") this.#beginClosing(encodeClose(code, ""));
    this.#socket.end();
  }

  more(): void {
    this.#parts.corks.begin();
  }
}
