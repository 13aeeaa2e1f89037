import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import {
  encodeAwareness,
  encodeStep2,
  encodeUpdate,
} from "../../../../server/protocol/encodeFrames.ts";
import { recogniseFrame, recognisePatch, recognisePointer } from "./recognise.ts";
import { pointerAt, Script } from "../script.ts";

const script = new Script();
const sequenceAt = (clock: number) => script.sequenceAt(clock);
const read = (frame: Uint8Array) => ({
  ...recogniseFrame(frame, 0, frame.byteLength, sequenceAt),
});

describe("a change", () => {
  test("is recognised by its clock, at any sequence number", () => {
    for (const sequence of [1, 2, 7, 100, 1500]) {
      const frame = encodeUpdate(script.update(sequence));
      expect(read(frame)).toEqual({ kind: "change", sequence });
    }
  });

  test("merged with those before it counts as the last of them", () => {
    const merged = Y.mergeUpdates([3, 4, 5].map((sequence) => script.update(sequence)));
    expect(read(encodeUpdate(merged))).toEqual({ kind: "change", sequence: 5 });
  });

  test("is the same after a server has applied and re-encoded it", () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, script.opening);
    const told: number[] = [];
    doc.on("update", (update: Uint8Array) => told.push(read(encodeUpdate(update)).sequence));
    for (let sequence = 1; sequence <= 20; sequence += 1) {
      Y.applyUpdate(doc, script.update(sequence));
    }
    expect(told).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  test("is not recognised in the document sent on joining", () => {
    expect(read(encodeStep2(script.opening)).kind).toBe("none");
  });
});

describe("a pointer", () => {
  const sequences = fc.integer({ min: 1, max: 5_000_000 });

  test("is found in awareness, however the server encoded it", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const state = JSON.stringify({ role: "agent", name: "Ann", pointer: pointerAt(sequence) });
        const frame = encodeAwareness([
          { clientId: 5, clock: 1, state: JSON.stringify({ role: "buyer", name: "x: y" }) },
          { clientId: 9, clock: 1_760_000_000_000, state },
        ]);
        expect(read(frame)).toEqual({ kind: "pointer", sequence });
      }),
    );
  });

  test("is found in JSON with a prefix", () => {
    const text = Buffer.from(`42["point",${JSON.stringify({ pointer: pointerAt(77) })}]`);
    expect({ ...recognisePointer(text, 0, text.length) }).toEqual({
      kind: "pointer",
      sequence: 77,
    });
  });

  test("is not found where none was moved", () => {
    const state = JSON.stringify({ role: "buyer", name: "", attention: { state: "following" } });
    expect(read(encodeAwareness([{ clientId: 1, clock: 1, state }])).kind).toBe("none");
    expect(read(encodeAwareness([])).kind).toBe("none");
  });
});

test("a patch is recognised by its number", () => {
  const text = Buffer.from('42["patch",{"n":1234,"view":{"screen":"layouts"}}]');
  expect({ ...recognisePatch(text, 0, text.length) }).toEqual({ kind: "change", sequence: 1234 });
});
