import { sequenceOfPointer } from "../script.ts";

/** A received message: a change or a pointer of the agent. `none`: something else. */
export interface Recognised {
  kind: "change" | "pointer" | "none";
  /** From 1; of several merged into one frame the last. */
  sequence: number;
}

/** Reused by every call: a load process reads hundreds of thousands of messages a second. */
const found: Recognised = { kind: "none", sequence: 0 };

function say(kind: Recognised["kind"], sequence: number): Recognised {
  found.kind = sequence > 0 ? kind : "none";
  found.sequence = sequence;
  return found;
}

const isDigit = (byte: number | undefined): byte is number =>
  byte !== undefined && byte >= 48 && byte <= 57;

/** Where the text after `"<letter>":` begins; -1 without it. */
function afterKey(bytes: Uint8Array, from: number, to: number, letter: number): number {
  for (let at = from; at + 3 < to; at += 1) {
    const isKey = bytes[at] === 34 && bytes[at + 1] === letter && bytes[at + 2] === 34;
    if (isKey && bytes[at + 3] === 58) return at + 4;
  }
  return -1;
}

/** `0.1234` in units of 1/10,000. */
function readShare(bytes: Uint8Array, at: number, to: number): number {
  let share = 0;
  for (let place = 0; place < 4; place += 1) {
    const index = at + 2 + place;
    const byte = index < to ? bytes[index] : undefined;
    share = share * 10 + (isDigit(byte) ? byte - 48 : 0);
    if (!isDigit(byte)) return share * 10 ** (3 - place);
  }
  return share;
}

const [X, Y, N] = [120, 121, 110];

/** Finds the agent's pointer in JSON, wherever in the bytes it lies. */
export function recognisePointer(bytes: Uint8Array, from: number, to: number): Recognised {
  const x = afterKey(bytes, from, to, X);
  const y = x < 0 ? -1 : afterKey(bytes, x, to, Y);
  if (y < 0) return say("none", 0);
  return say("pointer", sequenceOfPointer(readShare(bytes, x, to), readShare(bytes, y, to)));
}

/** Finds `"n":<sequence>` of a JSON patch. */
export function recognisePatch(bytes: Uint8Array, from: number, to: number): Recognised {
  let at = afterKey(bytes, from, to, N);
  if (at < 0) return say("none", 0);
  let sequence = 0;
  for (let byte = bytes[at]; at < to && isDigit(byte); byte = bytes[++at]) {
    sequence = sequence * 10 + byte - 48;
  }
  return say("change", sequence);
}

/** Reads varuints one after the other. */
class Varuints {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  }
}

/** A y-protocols frame: an update by the clock of its last piece, awareness by the pointer in it. */
export function recogniseFrame(
  bytes: Uint8Array,
  from: number,
  to: number,
  sequenceAt: (clock: number) => number,
): Recognised {
  if (bytes[from] === 1) return recognisePointer(bytes, from + 1, to);
  if (bytes[from] !== 0 || bytes[from + 1] !== 2) return say("none", 0);
  const read = new Varuints(bytes, from + 2);
  read.next();
  const writers = read.next();
  if (writers === 0) return say("none", 0);
  const pieces = read.next();
  read.next();
  const clock = read.next();
  return say("change", sequenceAt(clock + pieces - 1));
}
