import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import {
  openWriter,
  presentationArray,
  readState,
  seed,
} from "../../../schema/presentation/document.ts";
import { firstView } from "../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../support/room/project.ts";
import { anyChange } from "../../support/room/stateArbitraries.ts";

const meta = { version: 1, project: "small" } as const;

function seeded(): Uint8Array {
  const doc = new Y.Doc();
  seed(doc, { meta, view: firstView(smallProject) });
  return Y.encodeStateAsUpdate(doc);
}

function openReplica(first: Uint8Array) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, first, "network");
  const sent: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "network") sent.push(update);
  });
  return { doc, sent, writer: openWriter(doc) };
}

const stateOf = (doc: Y.Doc) => {
  const state = readState(doc);
  if (!state.ok) throw new Error(`${state.problem.key}: ${state.problem.message}`);
  return state.value;
};

describe("the document", () => {
  test("two writers converge to one parsed state, delivered in any order and any number of times", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), anyChange), { maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        (edits, choices) => {
          const first = seeded();
          const [one, other] = [openReplica(first), openReplica(first)];
          for (const [toOne, change] of edits) (toOne ? one : other).writer.write(change);
          const pick = (bound: number) => (choices.next().value as number) % bound;
          for (const [from, to] of [
            [one, other],
            [other, one],
          ] as const) {
            const messages = [...from.sent, ...from.sent.filter(() => pick(2) === 0)];
            while (messages.length > 0) {
              const [message] = messages.splice(pick(messages.length), 1);
              if (message !== undefined) Y.applyUpdate(to.doc, message, "network");
            }
          }
          // Entries that both removed while listening are sent once more.
          Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc), "network");
          Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc), "network");
          expect(stateOf(one.doc)).toEqual(stateOf(other.doc));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("concurrent additions to the shortlist are both kept", () => {
    const first = seeded();
    const [one, other] = [openReplica(first), openReplica(first)];
    one.writer.write({ shortlist: { add: ["b1-1"] } });
    other.writer.write({ shortlist: { add: ["b1-2"] } });
    for (const update of one.sent) Y.applyUpdate(other.doc, update, "network");
    expect(stateOf(other.doc).shortlist).toEqual(["b1-1", "b1-2"]);
  });

  test("an hour of presenting, 7,200 changes, leaves a document of at most 4 KB", () => {
    const { doc, writer } = openReplica(seeded());
    for (let second = 0; second < 3600; second += 1) {
      const unit = smallProject.units[second % smallProject.units.length]?.id ?? "";
      writer.write({ view: { screen: "unit", unit } });
      writer.write(
        second % 3 === 0
          ? { camera: { target: "plan:typical", x: (second % 97) / 97, y: 0.5, zoom: 2 } }
          : { filters: { price: { min: second, max: second + 1000 } } },
      );
    }
    expect(Y.encodeStateAsUpdate(doc).byteLength).toBeLessThan(4096);
  });

  test("writing an equal value sends nothing", () => {
    const { sent, writer } = openReplica(seeded());
    writer.write({ filters: { bedrooms: [2] } });
    writer.write({ filters: { bedrooms: [2] } });
    expect(sent).toHaveLength(1);
  });

  test.each([
    ["none", {}, { screen: "unit", unit: "b1-1" }],
    ["the plan", { tab: "plan" }, { screen: "unit", unit: "b1-1" }],
    ["the views", { tab: "views" }, { screen: "unit", unit: "b1-1", tab: "views" }],
    ["payment", { tab: "payment" }, { screen: "unit", unit: "b1-1", tab: "payment" }],
    ["the location", { tab: "location" }, { screen: "unit", unit: "b1-1", tab: "location" }],
  ])("trap 60: a home's view with %s as its part reads in one form", (_name, tab, view) => {
    const doc = new Y.Doc();
    seed(doc, { meta, view: { screen: "layouts" } });
    doc
      .getArray("presentation")
      .push([{ key: "view", val: { ...tab, unit: "b1-1", screen: "unit" } }]);
    expect(JSON.stringify(stateOf(doc).view)).toBe(JSON.stringify(view));
  });

  test("of equal keys a reader sees the last, as with YKeyValue", () => {
    const doc = new Y.Doc();
    seed(doc, { meta, view: { screen: "layouts" } });
    presentationArray(doc).push([{ key: "view", val: { screen: "shortlist" } }]);
    expect(stateOf(doc).view).toEqual({ screen: "shortlist" });
    expect(presentationArray(doc).length).toBe(3);
  });

  test.each([
    ["an unknown key", [{ key: "pixels", val: 1 }], "pixels"],
    ["a view that points nowhere", [{ key: "view", val: { screen: "unit" } }], "view"],
    [
      "a part that no home has",
      [{ key: "view", val: { screen: "unit", unit: "b1-1", tab: "cellar" } }],
      "view",
    ],
    [
      "a part that is no word",
      [{ key: "view", val: { screen: "unit", unit: "b1-1", tab: null } }],
      "view",
    ],
    [
      "a part of what is no home",
      [{ key: "view", val: { screen: "building", building: "b1", tab: "payment" } }],
      "view",
    ],
    [
      "a view with more than it needs",
      [{ key: "view", val: { screen: "layouts", unit: "x" } }],
      "view",
    ],
    ["a shortlist entry that is not true", [{ key: "shortlist/b1-1", val: 1 }], "shortlist/b1-1"],
    ["filters that are null", [{ key: "filters", val: null }], "filters"],
    ["a camera that is null", [{ key: "camera", val: null }], "camera"],
    ["a range upside down", [{ key: "filters", val: { price: { min: 2, max: 1 } } }], "filters"],
    [
      "a zoom under one",
      [{ key: "camera", val: { target: "plan:typical", x: 0, y: 0, zoom: 0.5 } }],
      "camera",
    ],
    ["an entry that is no pair", [{ name: "view" }], ""],
  ])("%s is refused by its key", (_name, entries, key) => {
    const doc = new Y.Doc();
    seed(doc, { meta, view: { screen: "layouts" } });
    doc.getArray("presentation").push(entries);
    const state = readState(doc);
    expect(state.ok ? undefined : state.problem.key).toBe(key);
  });

  test("anything shared beside the presentation is refused", () => {
    const doc = new Y.Doc();
    seed(doc, { meta, view: { screen: "layouts" } });
    doc.getMap("notes").set("hello", 1);
    expect(readState(doc).ok).toBe(false);
  });
});
