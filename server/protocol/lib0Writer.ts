/** The kind, in one byte, and the length of the payload as lib0 writes it, at most five bytes for 32 bits. */
const MAX_HEAD_BYTES = 6;
const MAX_VAR_UINT_BYTES = 8;

/**
 * Writes lib0's encoding into one buffer that is used again and again. lib0's own encoder allocates a buffer for each
 * message and one more for each length before a payload: that was a quarter of the cost of an awareness frame.
 */
export class Lib0Writer {
  #buffer = Buffer.allocUnsafeSlow(4096);
  #at = MAX_HEAD_BYTES;

  start(): void {
    this.#at = MAX_HEAD_BYTES;
  }

  varUint(value: number): void {
    this.#reserve(MAX_VAR_UINT_BYTES);
    this.#at = writeVarUint(this.#buffer, this.#at, value);
  }

  /** UTF-8 after its length in bytes. */
  text(text: string): void {
    // Three bytes for each UTF-16 unit are enough for any text.
    this.#reserve(MAX_VAR_UINT_BYTES + text.length * 3);
    const lengthBytes = text.length * 3 < 0x80 ? 1 : varUintBytes(Buffer.byteLength(text));
    const written = this.#buffer.write(text, this.#at + lengthBytes);
    writeVarUint(this.#buffer, this.#at, written);
    this.#at += lengthBytes + written;
  }

  /** A copy of the bytes written since `start`, after the byte `kind` and their length. */
  prefixed(kind: number): Uint8Array {
    const length = this.#at - MAX_HEAD_BYTES;
    const from = MAX_HEAD_BYTES - 1 - varUintBytes(length);
    this.#buffer[from] = kind;
    writeVarUint(this.#buffer, from + 1, length);
    // From Node's pool: a buffer of its own costs four times as much.
    const frame = Buffer.allocUnsafe(this.#at - from);
    this.#buffer.copy(frame, 0, from, this.#at);
    return frame;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.byteLength) return;
    const larger = Buffer.allocUnsafeSlow((this.#at + bytes) * 2);
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}

/** Number of bytes in lib0's encoding. */
export function varUintBytes(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

/** Seven bits a byte, the lowest first. Returns the end position. */
export function writeVarUint(buffer: Uint8Array, at: number, value: number): number {
  let rest = value;
  let place = at;
  while (rest >= 0x80) {
    buffer[place] = 0x80 | (rest % 0x80);
    place += 1;
    rest = Math.floor(rest / 0x80);
  }
  buffer[place] = rest;
  return place + 1;
}
