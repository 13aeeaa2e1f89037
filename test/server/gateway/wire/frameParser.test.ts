import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FrameParser, type WireEvents } from "../../../../server/gateway/wire/frameParser.ts";
import { clientFrame, type ClientFrame } from "../../../support/clientFrame.ts";
import { OPCODE } from "../../../../server/gateway/wire/opcodes.ts";

const LIMITS = { maxMessageBytes: 1000, maxFragments: 4 };

/** What a parser told, in order. */
type Told =
  | { readonly kind: "message"; readonly hex: string; readonly isBinary: boolean }
  | { readonly kind: "ping" | "closed"; readonly hex: string }
  | { readonly kind: "pong" }
  | { readonly kind: "fault"; readonly code: number };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function parse(chunks: readonly Buffer[]): {
  readonly told: readonly Told[];
  readonly more: number;
} {
  const told: Told[] = [];
  let more = 0;
  const events: WireEvents = {
    message: (bytes, isBinary) => told.push({ kind: "message", hex: hex(bytes), isBinary }),
    ping: (payload) => told.push({ kind: "ping", hex: hex(payload) }),
    pong: () => told.push({ kind: "pong" }),
    closed: (payload) => told.push({ kind: "closed", hex: hex(payload) }),
    fault: (code) => told.push({ kind: "fault", code }),
    more: () => (more += 1),
  };
  const parser = new FrameParser(LIMITS, events);
  for (const chunk of chunks) parser.push(Buffer.from(chunk));
  return { told, more };
}

/** The bytes in as many reads as there are places to cut at. */
function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.byteLength + 1)))].toSorted(
    (left, right) => left - right,
  );
  return [0, ...sorted].map((from, index) =>
    bytes.subarray(from, sorted[index] ?? bytes.byteLength),
  );
}

const payload = (maxLength: number) => fc.uint8Array({ maxLength });
const mask = fc.uint8Array({ minLength: 4, maxLength: 4 });
const message = fc
  .record({
    payload: payload(400),
    mask,
    isBinary: fc.boolean(),
    pieces: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ payload, mask, isBinary, pieces }) => {
    const size = Math.ceil(payload.byteLength / pieces);
    const frames: readonly ClientFrame[] = Array.from({ length: pieces }, (_, piece) => ({
      opcode: piece > 0 ? OPCODE.continuation : isBinary ? OPCODE.binary : OPCODE.text,
      isFinal: piece === pieces - 1,
      payload: payload.subarray(piece * size, (piece + 1) * size),
      mask,
    }));
    const told: Told = { kind: "message", hex: hex(payload), isBinary };
    return { frames, told };
  });
const control = fc
  .record({ payload: payload(125), mask, opcode: fc.constantFrom(OPCODE.ping, OPCODE.pong) })
  .map(({ payload, mask, opcode }) => {
    const told: Told =
      opcode === OPCODE.ping ? { kind: "ping", hex: hex(payload) } : { kind: "pong" };
    return { frames: [{ opcode, isFinal: true, payload, mask }], told };
  });

describe("a parser of frames", () => {
  test("tells the same however the bytes are cut into reads", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(message, control), { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (parts, places) => {
          const bytes = Buffer.concat(parts.flatMap(({ frames }) => frames.map(clientFrame)));
          expect(parse(cut(bytes, places)).told).toEqual(parts.map(({ told }) => told));
        },
      ),
    );
  });

  test("takes a byte at a time", () => {
    const sent = new Uint8Array(900).fill(7);
    const bytes = clientFrame({ opcode: OPCODE.binary, isFinal: true, payload: sent });
    const reads = [...bytes].map((byte) => Buffer.of(byte));
    expect(parse(reads).told).toEqual([{ kind: "message", hex: hex(sent), isBinary: true }]);
  });

  test("takes a control frame between the pieces of a message", () => {
    const told = parse([
      clientFrame({ opcode: OPCODE.binary, isFinal: false, payload: Uint8Array.of(1) }),
      clientFrame({ opcode: OPCODE.ping, isFinal: true, payload: Uint8Array.of(9) }),
      clientFrame({ opcode: OPCODE.continuation, isFinal: true, payload: Uint8Array.of(2) }),
    ]).told;
    expect(told).toEqual([
      { kind: "ping", hex: "09" },
      { kind: "message", hex: "0102", isBinary: true },
    ]);
  });

  test("says when another frame follows in the same read, and only then", () => {
    const frame = clientFrame({ opcode: OPCODE.binary, isFinal: true, payload: Uint8Array.of(1) });
    expect(parse([frame, frame]).more).toBe(0);
    expect(parse([Buffer.concat([frame, frame, frame])]).more).toBe(2);
  });

  const NOTHING = new Uint8Array();
  const whole = { isFinal: true, payload: NOTHING };
  test.each<readonly [string, number, readonly Buffer[]]>([
    ["no mask", 1002, [Buffer.of(0x82, 0)]],
    ["a reserved bit", 1002, [Buffer.of(0xc2, 0x80, 0, 0, 0, 0)]],
    ["an unknown opcode", 1002, [clientFrame({ ...whole, opcode: 3 })]],
    ["an unknown control opcode", 1002, [clientFrame({ ...whole, opcode: 11 })]],
    ["a piece of nothing", 1002, [clientFrame({ ...whole, opcode: OPCODE.continuation })]],
    [
      "a message within a message",
      1002,
      [
        clientFrame({ opcode: OPCODE.binary, isFinal: false, payload: NOTHING }),
        clientFrame({ opcode: OPCODE.binary, isFinal: true, payload: NOTHING }),
      ],
    ],
    ["a ping in pieces", 1002, [clientFrame({ ...whole, opcode: OPCODE.ping, isFinal: false })]],
    [
      "a ping that is too long",
      1002,
      [clientFrame({ ...whole, opcode: OPCODE.ping, payload: new Uint8Array(126) })],
    ],
    [
      "a message that is too long, from its head alone",
      1009,
      [Buffer.of(0x82, 0x80 | 126, 1001 >> 8, 1001 & 0xff)],
    ],
    [
      "a message longer than any number",
      1009,
      [Buffer.of(0x82, 0x80 | 127, 255, 255, 255, 255, 255, 255, 255, 255)],
    ],
    [
      "pieces that are too long together",
      1009,
      [
        clientFrame({ opcode: OPCODE.text, isFinal: false, payload: new Uint8Array(600) }),
        clientFrame({ opcode: OPCODE.continuation, isFinal: true, payload: new Uint8Array(600) }),
      ],
    ],
    [
      "too many pieces",
      1008,
      [OPCODE.binary, OPCODE.continuation, OPCODE.continuation, OPCODE.continuation, 0].map(
        (opcode) => clientFrame({ opcode, isFinal: false, payload: NOTHING }),
      ),
    ],
  ])("stops at %s with %d, and tells nothing after it", (_name, code, reads) => {
    const after = clientFrame({ opcode: OPCODE.binary, isFinal: true, payload: NOTHING });
    expect(parse([...reads, after]).told).toEqual([{ kind: "fault", code }]);
    expect(parse([Buffer.concat([...reads, after])]).told).toEqual([{ kind: "fault", code }]);
  });

  test("tells nothing after the closing", () => {
    const closing = clientFrame({
      opcode: OPCODE.close,
      isFinal: true,
      payload: Buffer.of(3, 232),
    });
    const after = clientFrame({ opcode: OPCODE.ping, isFinal: true, payload: NOTHING });
    expect(parse([closing, after]).told).toEqual([{ kind: "closed", hex: "03e8" }]);
    expect(parse([Buffer.concat([closing, after])]).told).toEqual([
      { kind: "closed", hex: "03e8" },
    ]);
  });

  test("whatever comes, it tells and never throws, and holds no more than a message", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (reads) => {
        const { told } = parse(reads.map((read) => Buffer.from(read)));
        const lengths = told.map((each) => ("hex" in each ? each.hex.length / 2 : 0));
        expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(LIMITS.maxMessageBytes);
        const end = told.findIndex(({ kind }) => kind === "fault" || kind === "closed");
        expect(end === -1 || end === told.length - 1).toBe(true);
      }),
    );
  });
});
