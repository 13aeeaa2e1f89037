import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { presentationReader } from "../../../client/inspector/host/presentationReader.ts";
import {
  compareDocuments,
  compareVectors,
  measureLocal,
} from "../../../client/inspector/model/convergence.ts";
import { InspectionModel } from "../../../client/inspector/model/inspectionModel.ts";
import { readLog, writeLog } from "../../../client/inspector/model/logFile.ts";
import { Ring } from "../../../client/inspector/model/ring.ts";
import { matches } from "../../../client/inspector/model/timeline.ts";
import { openWriter, readState, seed } from "../../../schema/presentation/document.ts";
import {
  fingerprint,
  lastValues,
  type InspectionEvent,
} from "../../../schema/protocol/inspection.ts";

const write = (atMs: number, who = 1): InspectionEvent => ({
  kind: "received",
  atMs,
  who,
  frame: "write",
  count: 1,
  bytes: 62,
  touched: ["view"],
  structs: 1,
  deletions: 1,
});
const joined = (who: number, role: "agent" | "buyer", name: string): InspectionEvent => ({
  kind: "joined",
  atMs: 0,
  who,
  role,
  name,
});
const refused = (who: number): InspectionEvent => ({
  kind: "refused",
  atMs: 2,
  who,
  refusal: "read_only",
  detail: "write",
  bytes: 41,
  head: "000226",
});
const batch = (events: InspectionEvent[], sentAtMs = 0) => ({ sentAtMs, dropped: 0, events });

const person = {
  who: 1,
  subject: "agent:ann",
  role: "agent",
  name: "Ann",
  transport: "websocket",
  sinceMs: 4,
  bytesIn: 1,
  bytesOut: 1,
  backlogBytes: 0,
  behind: false,
} as const;

function followed() {
  const doc = new Y.Doc();
  const model = new InspectionModel(presentationReader);
  let nowMs = 0;
  seed(doc, {
    meta: { version: 1, project: "small" },
    view: { screen: "masterplan", masterplan: "site" },
  });
  model.begin(doc, nowMs);
  doc.on("update", (update: Uint8Array) => model.update(update, doc, nowMs));
  const writer = openWriter(doc);
  const show = (unit: string, atMs: number) => {
    nowMs = atMs;
    writer.write({ view: { screen: "unit", unit } });
  };
  return { doc, model, show };
}

describe("the past", () => {
  test("is the document as it was at any moment", () => {
    const { model, show } = followed();
    for (let step = 1; step <= 500; step += 1) show(`b-${step}`, step * 10);
    for (const step of [1, 199, 200, 201, 350, 500]) {
      const doc = model.history.at(step * 10 + 5);
      const state = doc === undefined ? undefined : readState(doc);
      expect(state).toMatchObject({ value: { view: { unit: `b-${step}` } } });
    }
    expect(model.history.at(-1)).toBeUndefined();
  });

  test("of a path is its last values", () => {
    const { model, show } = followed();
    show("b-1", 10);
    show("b-2", 20);
    expect(model.changes.of("view/unit")).toEqual([
      { atMs: 10, value: "b-1" },
      { atMs: 20, value: "b-2" },
    ]);
    expect(model.changes.of("view/masterplan").at(-1)).toEqual({ atMs: 10, value: undefined });
  });
});

describe("the timeline", () => {
  test("names participants, even after they left, by this page's clock", () => {
    const model = new InspectionModel(presentationReader);
    const events = [joined(1, "buyer", "Bob"), { kind: "left", atMs: 5, who: 1 } as const];
    model.receive(batch([...events, write(6)]), 1000);
    const last = model.timeline.entries.at(2);
    expect(last).toMatchObject({ name: "Bob", actor: "buyer", atMs: 1006 });
  });

  test("dates the arrival of participants by this page's clock", () => {
    const model = new InspectionModel(presentationReader);
    model.receive({ ...batch([], 10), people: [person] }, 1010);
    expect(model.people).toMatchObject([{ who: 1, sinceMs: 1004 }]);
  });

  test("marks refusals and finds them by tab and by word", () => {
    const model = new InspectionModel(presentationReader);
    model.receive(batch([joined(1, "buyer", "Bob"), write(1), refused(1), write(3)]), 0);
    const entries = [...model.timeline.entries];
    expect(entries.filter((entry) => matches(entry, "refused", ""))).toMatchObject([
      { refusal: "read_only", atMs: 1 },
    ]);
    expect(entries.filter((entry) => matches(entry, "buyer", "VIEW"))).toHaveLength(2);
    expect(model.timeline.counts).toMatchObject({ refused: 1, buyer: 3, server: 0 });
    expect([...model.refusals]).toMatchObject([{ name: "Bob", head: "000226" }]);
  });
});

test("a saved log is read back unchanged, past included; other texts are refused", () => {
  const { model, show } = followed();
  model.receive(batch([joined(1, "agent", "Ann"), write(1), refused(1)]), 0);
  show("b-7", 10);
  model.receive({ ...batch([]), people: [person] }, 0);
  const read = readLog(writeLog(model, 99), presentationReader);
  expect(read?.savedAtMs).toBe(99);
  expect(read?.model.people).toEqual([person]);
  expect([...(read?.model.timeline.entries ?? [])]).toEqual([...model.timeline.entries]);
  const doc = read?.model.history.at(10);
  expect(doc === undefined ? undefined : readState(doc)).toMatchObject({
    value: { view: { unit: "b-7" } },
  });
  expect(readLog("{}", presentationReader)).toBeUndefined();
  expect(readLog("no json", presentationReader)).toBeUndefined();
});

describe("convergence", () => {
  const report = (doc: Y.Doc) => ({
    atMs: 0,
    bytes: 0,
    structs: 0,
    tombstones: 0,
    pending: 0,
    stateVector: [...Y.decodeStateVector(Y.encodeStateVector(doc))],
    ...fingerprint(lastValues(presentationReader.raw(doc) as unknown[])),
  });

  test("is equal, in progress, or different with the keys that differ", () => {
    const { doc, show } = followed();
    const there = report(doc);
    const here = () => measureLocal(doc, presentationReader);
    expect(compareDocuments(here(), there)).toEqual({ kind: "equal" });
    show("b-1", 1);
    expect(compareDocuments(here(), there)).toEqual({ kind: "under-way", keys: ["view"] });
    const wrong = { ...report(doc), hash: "x", keys: { ...report(doc).keys, view: "x" } };
    expect(compareDocuments(here(), wrong)).toEqual({ kind: "differs", keys: ["view"] });
    expect(compareDocuments(here(), undefined)).toEqual({ kind: "unknown" });
  });

  test("lists clients that differ first, each with both clocks", () => {
    const { doc } = followed();
    const clocks = [
      [1, 5],
      [2, 6],
    ] as const;
    const here = { ...measureLocal(doc, presentationReader), stateVector: new Map(clocks) };
    const there = {
      ...report(doc),
      stateVector: [
        [1, 5],
        [2, 7],
        [3, 1],
      ] as [number, number][],
    };
    expect(compareVectors(here, there)).toEqual([
      { client: 2, here: 6, there: 7 },
      { client: 3, here: 0, there: 1 },
      { client: 1, here: 5, there: 5 },
    ]);
    expect(compareVectors(here, undefined)[0]).toEqual({ client: 1, here: 5, there: undefined });
  });
});

test("a ring keeps the newest, by number and by weight", () => {
  const released: number[] = [];
  const ring = new Ring<number>(
    { items: 3, bytes: 10 },
    (item) => item,
    (item) => released.push(item),
  );
  for (const item of [1, 2, 3, 4, 5]) ring.push(item);
  expect([...ring]).toEqual([4, 5]);
  expect(ring.bytes).toBe(9);
  expect(released).toEqual([1, 2, 3]);
  expect([ring.at(0), ring.at(1), ring.at(2), ring.at(-1)]).toEqual([4, 5, undefined, undefined]);
});
