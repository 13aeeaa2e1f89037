import { crc32 } from "node:zlib";

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** Signature and header. */
const HEAD_BYTES = 8 + 4 + 4 + 13 + 4;

/** An endless animation of a single frame, made from a still PNG. */
export function animatedPng(still: Buffer): Buffer {
  const [width, height] = [still.readUInt32BE(16), still.readUInt32BE(20)];
  const control = chunk("acTL", Buffer.concat([uint32(1), uint32(0)]));
  const delay = Buffer.from([0, 1, 0, 10, 0, 0]);
  const frame = [uint32(0), uint32(width), uint32(height), uint32(0), uint32(0), delay];
  return Buffer.concat([
    still.subarray(0, HEAD_BYTES),
    control,
    chunk("fcTL", Buffer.concat(frame)),
    still.subarray(HEAD_BYTES),
  ]);
}
