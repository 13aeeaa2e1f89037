import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import {
  openWriter,
  presentationArray,
  readRaw,
  seed,
} from "../../../../schema/presentation/document.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { indexProject, type ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import { publicProject } from "../../../../schema/catalogue/publicProject.ts";
import {
  encodeAwareness,
  encodeStep1,
  encodeUpdate,
} from "../../../../server/protocol/encodeFrames.ts";
import { RoomDocument } from "../../../../server/rooms/document/roomDocument.ts";
import { smallIndex, smallProject } from "../../../support/room/project.ts";
import {
  awarenessFromFrames,
  docFromFrames,
  openTestRoom,
} from "../../../support/room/roomHarness.ts";

const HIDDEN = "b1-2";
const shown: ProjectIndex = indexProject(
  publicProject({
    ...smallProject,
    units: smallProject.units.map((unit) =>
      unit.id === HIDDEN ? Object.assign({}, unit, { hidden: true as const }) : unit,
    ),
  }),
);

function written(view: View, shortlist: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  seed(doc, { meta: { version: 1, project: "small" }, view });
  openWriter(doc).write({ shortlist: { add: shortlist } });
  return Y.encodeStateAsUpdate(doc);
}

const includes = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);

function opened(piece: Uint8Array, index: ProjectIndex): RoomDocument {
  const document = RoomDocument.open([piece], () => index);
  if (!document.ok) throw new Error(document.problem.message);
  return document.value;
}

test("a document loses homes that were held back since, including their bytes, when opened", () => {
  const piece = written({ screen: "compare", units: [HIDDEN, "b1-12"] }, [HIDDEN, "b1-11"]);
  expect(includes(piece, HIDDEN)).toBe(true);
  const document = opened(piece, shown);
  expect(document.state.view).toEqual({ screen: "compare", units: ["b1-12"] });
  expect(document.state.shortlist).toEqual(["b1-11"]);
  expect(includes(document.fullFrame(), HIDDEN)).toBe(false);

  const kept = new Y.Doc();
  for (const update of [piece, document.repair ?? new Uint8Array()]) Y.applyUpdate(kept, update);
  expect(JSON.stringify(readRaw(kept))).not.toContain(HIDDEN);
});

test("a document with known names only is not changed", () => {
  const document = opened(written({ screen: "unit", unit: HIDDEN }, ["b1-11"]), smallIndex);
  expect(document.repair).toBeUndefined();
  expect(document.state.view).toEqual({ screen: "unit", unit: HIDDEN });
});

const awareness = (clock: number, state: object) =>
  encodeAwareness([{ clientId: 7, clock, state: JSON.stringify(state) }]);

test("the agent's pointing is sent only for names of the project", () => {
  const { join, clock } = openTestRoom();
  const agent = join("agent");
  const buyer = join("buyer");
  const said = () => awarenessFromFrames(buyer.connection.frames).at(-1)?.state;
  const both = (id: string) => ({
    pointer: { anchor: `unit:${id}`, x: 0.5, y: 0.5 },
    highlight: { anchor: `unit:${id}` },
    camera: { target: `unit:${id}`, x: 0.5, y: 0.5, zoom: 1 },
    mirroring: "paused",
  });
  agent.send(awareness(1, both("b1-2")));
  expect(said()).toMatchObject({ role: "agent", ...both("b1-2") });
  clock.advance(100);
  agent.send(awareness(2, both("b1-404")));
  expect(said()).toEqual({ role: "agent", name: "agent", mirroring: "paused" });
});

const UNKNOWN = "b1-404";
const toUnknown = { key: "view", val: { screen: "unit", unit: UNKNOWN } };
const toSite = { key: "view", val: { screen: "masterplan", masterplan: "site" } };

/** An update that keeps the bytes of its deletions, which regular pages never do. */
function crafted(first: Uint8Array, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, first);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

function addAndDelete(doc: Y.Doc, entry: { readonly key: string; readonly val: unknown }): void {
  const array = presentationArray(doc);
  array.push([entry]);
  array.delete(array.length - 1);
}

/** Repeats the first update's own struct with other content, which Yjs ignores as known. */
function saidAgain(first: Uint8Array): Uint8Array {
  const [writer] = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(first)).keys();
  const doc = new Y.Doc();
  doc.clientID = writer ?? 0;
  presentationArray(doc).push([toUnknown, toSite]);
  const news = crafted(first, (other) => presentationArray(other).push([toSite]));
  return Y.mergeUpdates([Y.encodeStateAsUpdate(doc), news]);
}

describe("an update with a valid result never sends the id of an unknown home to buyers", () => {
  test.each<[string, (first: Uint8Array) => Uint8Array]>([
    ["that it deletes again", (first) => crafted(first, (doc) => addAndDelete(doc, toUnknown))],
    [
      "under a key that there is not",
      (first) => crafted(first, (doc) => addAndDelete(doc, { key: "note", val: UNKNOWN })),
    ],
    [
      "on a shortlist for a moment",
      (first) =>
        crafted(first, (doc) => addAndDelete(doc, { key: `shortlist/${UNKNOWN}`, val: true })),
    ],
    [
      "that its own next entry replaces",
      (first) => crafted(first, (doc) => presentationArray(doc).push([toUnknown, toSite])),
    ],
    ["in a piece that is known already", saidAgain],
  ])("%s", (_name, craft) => {
    const { document, refusals, join } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    const update = craft(document.snapshot());
    expect(includes(update, UNKNOWN)).toBe(true);
    agent.send(encodeUpdate(update));
    expect(refusals).toEqual(["invalid_state"]);
    buyer.send(encodeStep1(Uint8Array.of(0)));
    expect(buyer.connection.frames.some((frame) => includes(frame, UNKNOWN))).toBe(false);
  });

  test("behind its end", async () => {
    const { document, documents, journal, join } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    buyer.send(encodeStep1(Uint8Array.of(0)));
    const update = crafted(document.snapshot(), (doc) =>
      openWriter(doc).write({ view: { screen: "layouts" } }),
    );
    agent.send(encodeUpdate(Buffer.concat([update, Buffer.from(UNKNOWN)])));
    await journal.flush();
    expect(JSON.stringify(readRaw(docFromFrames(buyer.connection.frames)))).toContain("layouts");
    for (const bytes of [...buyer.connection.frames, ...documents.pieces]) {
      expect(includes(bytes, UNKNOWN)).toBe(false);
    }
  });
});

test("a replaced entry is removed at opening if it names a home held back since", () => {
  const doc = new Y.Doc();
  seed(doc, { meta: { version: 1, project: "small" }, view: { screen: "unit", unit: HIDDEN } });
  presentationArray(doc).push([toSite]);
  const document = opened(Y.encodeStateAsUpdate(doc), shown);
  expect(document.state.view).toEqual(toSite.val);
  expect(document.repair).toBeDefined();
  expect(includes(document.fullFrame(), HIDDEN)).toBe(false);
});
