import fc from "fast-check";
import * as awareness from "y-protocols/awareness";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { expect, test } from "vitest";
import { encodeAwareness } from "../../../server/protocol/encodeFrames.ts";

const entries = fc.uniqueArray(
  fc.record({
    clientId: fc.nat({ max: 2 ** 32 - 1 }),
    clock: fc.oneof(
      fc.integer({ min: 1, max: 300 }),
      fc.maxSafeNat().map((clock) => clock + 1),
    ),
    state: fc.oneof(
      fc.constant(null),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.constantFrom("x".repeat(41), "x".repeat(127), "я".repeat(64), "x".repeat(20_000)),
    ),
  }),
  { maxLength: 5, selector: ({ clientId }) => clientId },
);

test("a stock client can read awareness frames of any size", () => {
  fc.assert(
    fc.property(entries, (told) => {
      const frame = encodeAwareness(
        told.map(({ state, ...entry }) => ({
          ...entry,
          state: state === null ? null : JSON.stringify(state),
        })),
      );
      const decoder = decoding.createDecoder(frame);
      expect(decoding.readVarUint(decoder)).toBe(1);
      const update = decoding.readVarUint8Array(decoder);
      expect(decoding.hasContent(decoder)).toBe(false);
      const client = new awareness.Awareness(new Y.Doc());
      awareness.applyAwarenessUpdate(client, update, undefined);
      for (const { clientId, clock, state } of told) {
        expect(client.meta.get(clientId)?.clock).toBe(clock);
        expect(client.states.get(clientId)).toEqual(state ?? undefined);
      }
      client.destroy();
    }),
  );
});
