import { randomBytes } from "node:crypto";

/** Not zero: servers skip unmasking for a zero mask, which browsers do not send. */
const MASK = randomBytes(4).map((byte) => byte || 1);

/** A client's masked frame, reusable for many connections. */
export function maskedFrame(opcode: number, payload: Uint8Array): Buffer {
  const { byteLength } = payload;
  const headBytes = (byteLength < 126 ? 2 : 4) + MASK.byteLength;
  const frame = Buffer.allocUnsafe(headBytes + byteLength);
  frame[0] = 0x80 | opcode;
  if (byteLength < 126) {
    frame[1] = 0x80 | byteLength;
  } else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(byteLength, 2);
  }
  frame.set(MASK, headBytes - MASK.byteLength);
  for (let at = 0; at < byteLength; at += 1) {
    frame[headBytes + at] = (payload[at] ?? 0) ^ (MASK[at & 3] ?? 0);
  }
  return frame;
}

export type TakeFrame = (opcode: number, bytes: Buffer, from: number, to: number) => void;

/** Passes on complete frames of a server. Returns the offset of the first incomplete one. */
export function readServerFrames(
  bytes: Buffer,
  start: number,
  end: number,
  take: TakeFrame,
): number {
  let at = start;
  while (end - at >= 2) {
    const opcode = (bytes[at] ?? 0) & 0x0f;
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    let from = at + 2;
    let length = short;
    if (short === 126) {
      if (end - at < 4) return at;
      length = bytes.readUInt16BE(at + 2);
      from = at + 4;
    } else if (short === 127) {
      if (end - at < 10) return at;
      length = Number(bytes.readBigUInt64BE(at + 2));
      from = at + 10;
    }
    if (from + length > end) return at;
    take(opcode, bytes, from, from + length);
    at = from + length;
  }
  return at;
}
