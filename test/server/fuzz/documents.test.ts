import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState } from "../../../schema/presentation/document.ts";
import { MAX_DOCUMENT_BYTES, MAX_FRAME_BYTES } from "../../../schema/protocol/protocol.ts";
import { RoomDocument } from "../../../server/rooms/document/roomDocument.ts";
import { HOSTILE_UPDATES, rivals } from "../../support/room/hostileUpdates.ts";
import { smallIndex } from "../../support/room/project.ts";
import { seededUpdate } from "../../support/room/roomHarness.ts";
import { anyChange } from "../../support/room/stateArbitraries.ts";
import { examples } from "../../support/size.ts";
import { cpuMs } from "../../support/clock/cpu.ts";

const RUNS = examples(3000);
const MAX_MS = 50;

function openDocument(pieces: readonly Uint8Array[] = [seededUpdate()]): RoomDocument {
  const opened = RoomDocument.open(pieces, () => smallIndex);
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

/** The shortest of several runs, to exclude garbage collection and compilation. */
function leastMs(tries: number, run: () => void): number {
  let least = Infinity;
  for (let done = 0; done < tries && least > MAX_MS; done += 1) {
    least = Math.min(least, cpuMs(run));
  }
  return least;
}

describe("a hostile update", () => {
  test.each(HOSTILE_UPDATES)("%s: refused quickly, nothing changes", (_name, update) => {
    expect(update.byteLength).toBeLessThan(MAX_FRAME_BYTES + 4096);
    const document = openDocument();
    const before = document.snapshot();
    const takenMs = leastMs(5, () => {
      expect(document.accept(update).ok).toBe(false);
    });
    expect(takenMs).toBeLessThan(MAX_MS);
    expect(document.snapshot()).toEqual(before);
    expect(document.accept(update).ok).toBe(false);
  });

  test("lengths announced by an update are not allocated", () => {
    const document = openDocument();
    const [, announced] = HOSTILE_UPDATES[0] ?? ["", new Uint8Array()];
    const { arrayBuffers, heapTotal } = process.memoryUsage();
    for (let sent = 0; sent < 50; sent += 1) document.accept(announced);
    const grown = process.memoryUsage();
    expect(grown.heapTotal + grown.arrayBuffers - heapTotal - arrayBuffers).toBeLessThan(64e6);
  });

  test("the worst valid document stays fast, small and readable", () => {
    const document = openDocument();
    const pieces = [document.snapshot()];
    let [writer, slowestMs, accepted] = [1, 0, 0];
    for (const count of [400, 200, 100, 50, 20, 10, 5]) {
      for (let sent = 0; sent < 30; sent += 1) {
        const update = rivals(count, writer);
        let ok = false;
        let takenMs = cpuMs(() => {
          ok = document.accept(update).ok;
        });
        if (takenMs > MAX_MS) {
          takenMs = leastMs(4, () => {
            ok = openDocument(pieces).accept(update).ok;
          });
        }
        slowestMs = Math.max(slowestMs, takenMs);
        if (!ok) break;
        pieces.push(update);
        writer += count;
        accepted += 1;
      }
    }
    expect(accepted).toBeGreaterThan(3);
    expect(slowestMs).toBeLessThan(MAX_MS);
    expect(document.snapshot().byteLength).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
    expect(openDocument([document.snapshot()]).state).toEqual(document.state);
  });

  test("a long state vector is answered with everything, an invalid one with nothing", () => {
    const document = openDocument();
    expect(document.missingFrame(new Uint8Array(60_000).fill(1))).toEqual(document.fullFrame());
    expect(document.missingFrame(Uint8Array.of(9, 1))).toBeUndefined();
  });
});

interface Mutilation {
  readonly at: number;
  readonly kind: "flip" | "cut" | "repeat" | "insert";
  readonly bytes: Uint8Array;
}

/** A mutation of a valid update. */
const anyMutilation: fc.Arbitrary<Mutilation> = fc.record({
  at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  kind: fc.constantFrom<Mutilation["kind"][]>("flip", "cut", "repeat", "insert"),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
});

function mutilate(update: Uint8Array, { at, kind, bytes }: Mutilation): Uint8Array {
  const place = Math.floor(update.byteLength * at);
  const [head, tail] = [update.subarray(0, place), update.subarray(place)];
  switch (kind) {
    case "flip":
      return Uint8Array.of(...head, bytes[0] ?? 0, ...tail.subarray(1));
    case "cut":
      return head;
    case "repeat":
      return Uint8Array.of(...head, ...tail, ...tail);
    case "insert":
      return Uint8Array.of(...head, ...bytes, ...tail);
  }
}

/** Random bytes, or a mutated update. */
const anyUpdate = fc.record({
  changes: fc.array(anyChange, { minLength: 1, maxLength: 3 }),
  mutilations: fc.array(anyMutilation, { minLength: 1, maxLength: 3 }),
  instead: fc.option(fc.uint8Array({ maxLength: 60 }), { nil: undefined, freq: 4 }),
});

test("a mutated update is accepted completely or not at all, and never hangs or breaks the document", () => {
  const first = seededUpdate();
  let taken = 0;
  fc.assert(
    fc.property(anyUpdate, ({ changes, mutilations, instead }) => {
      const document = openDocument([first]);
      const valid = writeAll(first, changes);
      const update = instead ?? mutilations.reduce(mutilate, valid);
      const [before, state] = [document.snapshot(), document.state];
      let accepted = document.accept(update);
      const takenMs = leastMs(3, () => {
        accepted = openDocument([first]).accept(update);
      });
      expect(takenMs).toBeLessThan(MAX_MS);
      if (accepted.ok) taken += 1;
      const expected = accepted.ok ? openDocument([document.snapshot()]).state : state;
      expect(document.state).toEqual(expected);
      expect(accepted.ok || equal(document.snapshot(), before)).toBe(true);
      expect(document.accept(valid).ok || accepted.ok).toBe(true);
      document.close();
    }),
    { numRuns: RUNS },
  );
  expect(taken).toBeGreaterThan(RUNS / 100);
}, 120_000);

const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function writeAll(
  first: Uint8Array,
  changes: readonly Parameters<ReturnType<typeof openWriter>["write"]>[0][],
): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, first);
  const before = Y.encodeStateVector(doc);
  const writer = openWriter(doc);
  for (const change of changes) writer.write(change);
  expect(readState(doc).ok).toBe(true);
  writer.close();
  return Y.encodeStateAsUpdate(doc, before);
}
