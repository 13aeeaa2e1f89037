import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { PresentationChange } from "../../../../schema/presentation/changes.ts";
import { openWriter, readState } from "../../../../schema/presentation/document.ts";
import { chooseComplete } from "../../../../server/rooms/document/completePieces.ts";
import { RoomDocument } from "../../../../server/rooms/document/roomDocument.ts";
import { smallIndex } from "../../../support/room/project.ts";
import { seededUpdate } from "../../../support/room/roomHarness.ts";

/** One seed for all, since every seed has its own client id. */
const SEED = seededUpdate();

const view = (unit: string): PresentationChange => ({ view: { screen: "unit", unit } });
const min = (price: number): PresentationChange => ({ filters: { price: { min: price } } });

/** The updates of an agent that makes the changes in order. */
function updatesOf(changes: readonly PresentationChange[]): readonly Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, SEED);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const writer = openWriter(doc);
  for (const change of changes) writer.write(change);
  return updates;
}

function open(pieces: readonly Uint8Array[]): RoomDocument {
  const opened = RoomDocument.open(pieces, () => smallIndex);
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

const asPieces = (updates: readonly Uint8Array[]) => updates.map((bytes) => ({ bytes }));

describe("an update whose predecessor is missing", () => {
  test("from another process changes nothing until its predecessor arrives", () => {
    const [first, second] = updatesOf([min(1), view("b1-1")]);
    const document = open([SEED]);
    const before = document.version;
    expect(document.acceptFromPeer(second!)).toEqual({
      news: undefined,
      writers: [],
      isComplete: false,
    });
    expect(document.version).toBe(before);
    const joiner = new Y.Doc();
    Y.applyUpdate(joiner, document.snapshot());
    expect(readState(joiner).ok).toBe(true);
    expect(document.acceptFromPeer(first!)?.isComplete).toBe(true);
    expect(document.acceptFromPeer(second!)?.isComplete).toBe(true);
    expect(document.state.view).toEqual(view("b1-1").view);
  });

  test("in storage is left out, and the rest is a valid presentation", () => {
    const [, second, third] = updatesOf([min(1), view("b1-1"), min(2)]);
    const pieces = asPieces([SEED, second!, third!]);
    const { complete: fitting, incomplete: unfit } = chooseComplete(pieces);
    expect(fitting).toEqual([pieces[0]]);
    expect(unfit).toEqual([pieces[1], pieces[2]]);
    expect(open(fitting.map(({ bytes }) => bytes)).state.view.screen).toBe("masterplan");
  });
});

test("for any stored pieces in any order, all complete ones are used and form a valid presentation", () => {
  const change = fc.oneof(
    fc.nat({ max: 9 }).map(min),
    fc.constantFrom("b1-1", "b1-2").map(view),
    fc.constantFrom("b1-1", "b1-2").map((unit) => ({ shortlist: { add: [unit] } })),
  );
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.boolean()),
      fc.infiniteStream(fc.nat()),
      (changes, kept, order) => {
        const updates = updatesOf(changes);
        const isKept = updates.map(() => kept.next().value === true);
        const lost = isKept.indexOf(false);
        const whole = lost === -1 ? updates.length : lost;
        const shuffled = updates
          .flatMap((bytes, at) => (isKept[at] === true ? [{ bytes, at }] : []))
          .map((piece) => ({ piece, rank: Number(order.next().value) }))
          .toSorted((one, other) => one.rank - other.rank)
          .map(({ piece }) => piece);
        const { complete: fitting } = chooseComplete([{ bytes: SEED, at: -1 }, ...shuffled]);
        const places = fitting.map(({ at }) => at).toSorted((one, other) => one - other);
        expect(places).toEqual([...Array(whole + 1).keys()].map((at) => at - 1));
        expect(open(fitting.map(({ bytes }) => bytes)).state.meta.project).toBe("small");
      },
    ),
  );
});
