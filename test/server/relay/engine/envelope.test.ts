import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFrom, packEnvelope, unpackEnvelope } from "../../../../server/relay/engine/envelope.ts";

const anyNode = fc.uint8Array({ minLength: 8, maxLength: 8 });
const anyHeading = fc.record({
  sequence: fc.integer({ min: 1, max: 2 ** 51 }),
  isAfterLoss: fc.boolean(),
});

describe("an envelope", () => {
  test("returns its content", () => {
    fc.assert(
      fc.property(anyNode, anyHeading, fc.uint8Array(), (node, heading, message) => {
        const packed = packEnvelope(node, heading, message);
        const unpacked = unpackEnvelope(packed);
        expect(unpacked).toEqual({
          ...heading,
          from: Buffer.from(node).toString("hex"),
          message: new Uint8Array(message),
        });
        expect(isFrom(node, packed)).toBe(true);
      }),
    );
  });

  test("costs eight bytes and a number", () => {
    const heading = { sequence: 60, isAfterLoss: false };
    expect(packEnvelope(new Uint8Array(8), heading, new Uint8Array(100))).toHaveLength(8 + 1 + 100);
  });

  test("is distinguished from other bytes, and from other senders'", () => {
    fc.assert(
      fc.property(anyNode, fc.uint8Array({ maxLength: 20 }), (node, bytes) => {
        const packed = Buffer.from(bytes);
        const unpacked = unpackEnvelope(packed);
        expect(isFrom(node, packed)).toBe(unpacked?.from === Buffer.from(node).toString("hex"));
      }),
    );
    expect(unpackEnvelope(Buffer.alloc(0))).toBeUndefined();
    expect(unpackEnvelope(Buffer.alloc(8))).toBeUndefined();
    expect(unpackEnvelope(Buffer.alloc(30, 255))).toBeUndefined();
  });
});
