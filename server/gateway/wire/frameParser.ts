import { ByteQueue } from "./byteQueue.ts";
import { OPCODE } from "./opcodes.ts";

/** Why a peer is cut, as RFC 6455 numbers it: protocol error, policy violation, message too big. */
export type WireFault = 1002 | 1008 | 1009;

/** What a parser tells. Bytes are views into a buffer that is reused after the call. */
export interface WireEvents {
  message(bytes: Uint8Array, isBinary: boolean): void;
  ping(payload: Uint8Array): void;
  pong(): void;
  /** The peer closes. Nothing is parsed any more. */
  closed(payload: Uint8Array): void;
  /** The peer broke the protocol or a limit. Nothing is parsed any more. */
  fault(code: WireFault): void;
  /** Another frame follows in the same read. */
  more(): void;
}

export interface WireLimits {
  readonly maxMessageBytes: number;
  /** Pieces a message may come in. */
  readonly maxFragments: number;
}

interface Fragments {
  readonly isBinary: boolean;
  readonly bytes: ByteQueue;
  count: number;
}

const MAX_CONTROL_BYTES = 125;

/**
 * Reads the WebSocket frames of a client (RFC 6455, section 5), without extensions. A read that holds whole frames, as
 * nearly every one does, costs no copy; what is cut short is copied, so that nothing pins the 64 KiB it was read into.
 */
export class FrameParser {
  readonly #events: WireEvents;
  readonly #limits: WireLimits;
  #rest: ByteQueue | undefined;
  #fragments: Fragments | undefined;
  #over = false;

  constructor(limits: WireLimits, events: WireEvents) {
    this.#limits = limits;
    this.#events = events;
  }

  /** Takes what was read; it is unmasked in place. */
  push(chunk: Buffer): void {
    if (this.#rest === undefined) {
      const used = this.#parse(chunk);
      if (used < chunk.byteLength) this.#keep(chunk.subarray(used));
      return;
    }
    this.#rest.append(chunk);
    this.#rest.drop(this.#parse(this.#rest.bytes()));
    if (this.#rest.byteLength === 0) this.#rest = undefined;
  }

  #keep(rest: Buffer): void {
    if (this.#over) return;
    this.#rest = new ByteQueue();
    this.#rest.append(rest);
  }

  /** Returns how many bytes of whole frames there were. */
  #parse(data: Buffer): number {
    let at = 0;
    while (!this.#over && at < data.byteLength) {
      if (at > 0) this.#events.more();
      const used = this.#frame(data, at);
      if (used === 0) return at;
      at += used;
    }
    return this.#over ? data.byteLength : at;
  }

  /** Reads one frame. Returns its length; 0 while it is not whole. */
  #frame(data: Buffer, at: number): number {
    const left = data.byteLength - at;
    if (left < 2) return 0;
    const first = data.readUInt8(at);
    const second = data.readUInt8(at + 1);
    const lengthBytes = (second & 0x7f) === 127 ? 8 : (second & 0x7f) === 126 ? 2 : 0;
    if (left < 2 + lengthBytes) return 0;
    const length = readLength(data, at, second & 0x7f);
    const fault = this.#faultOf(first, second, length);
    if (fault !== undefined) return this.#fail(fault, left);
    const head = 2 + lengthBytes + 4;
    if (left < head + length) return 0;
    const payload = data.subarray(at + head, at + head + length);
    unmask(payload, data, at + head - 4);
    this.#take(first & 0x0f, (first & 0x80) !== 0, payload);
    return head + length;
  }

  /** Reserved bits, missing mask, unknown opcodes and limits, from the head alone. */
  #faultOf(first: number, second: number, length: number): WireFault | undefined {
    if ((first & 0x70) !== 0 || (second & 0x80) === 0) return 1002;
    switch (first & 0x0f) {
      case OPCODE.continuation:
        if (this.#fragments === undefined) return 1002;
        return this.#fragments.count >= this.#limits.maxFragments
          ? 1008
          : this.#sizeFault(this.#fragments.bytes.byteLength + length);
      case OPCODE.text:
      case OPCODE.binary:
        return this.#fragments === undefined ? this.#sizeFault(length) : 1002;
      case OPCODE.close:
      case OPCODE.ping:
      case OPCODE.pong:
        return (first & 0x80) === 0 || length > MAX_CONTROL_BYTES ? 1002 : undefined;
      default:
        return 1002;
    }
  }

  #sizeFault(length: number): WireFault | undefined {
    return length > this.#limits.maxMessageBytes ? 1009 : undefined;
  }

  #fail(fault: WireFault, used: number): number {
    this.#end();
    this.#events.fault(fault);
    return used;
  }

  #end(): void {
    this.#over = true;
    this.#fragments = undefined;
  }

  #take(opcode: number, isFinal: boolean, payload: Buffer): void {
    switch (opcode) {
      case OPCODE.ping:
        return this.#events.ping(payload);
      case OPCODE.pong:
        return this.#events.pong();
      case OPCODE.close:
        this.#end();
        return this.#events.closed(payload);
      case OPCODE.continuation:
        return this.#continue(isFinal, payload);
      default:
        if (isFinal) return this.#events.message(payload, opcode === OPCODE.binary);
        this.#fragments = { isBinary: opcode === OPCODE.binary, bytes: new ByteQueue(), count: 1 };
        return this.#fragments.bytes.append(payload);
    }
  }

  #continue(isFinal: boolean, payload: Buffer): void {
    const fragments = this.#fragments;
    if (fragments === undefined) return;
    fragments.bytes.append(payload);
    fragments.count += 1;
    if (!isFinal) return;
    this.#fragments = undefined;
    this.#events.message(fragments.bytes.bytes(), fragments.isBinary);
  }
}

/** What is too long for a number is too long for every limit. */
function readLength(data: Buffer, at: number, short: number): number {
  if (short < 126) return short;
  if (short === 126) return data.readUInt16BE(at + 2);
  return data.readUInt32BE(at + 2) * 2 ** 32 + data.readUInt32BE(at + 6);
}

/** Byte by byte: frames are some 100 bytes long, and a call that does words costs more than it saves. */
function unmask(payload: Buffer, data: Buffer, maskAt: number): void {
  const mask = data.readUInt32BE(maskAt);
  if (mask === 0) return;
  const keys = [mask >>> 24, (mask >>> 16) & 0xff, (mask >>> 8) & 0xff, mask & 0xff];
  for (let index = 0; index < payload.byteLength; index += 1) {
    payload[index] = (payload[index] ?? 0) ^ (keys[index & 3] ?? 0);
  }
}
