import { expect, test } from "vitest";
import * as Y from "yjs";
import { MAX_POINTS } from "../../../client/inspector/model/growth.ts";
import { MAX_HISTORY_BYTES, MAX_HISTORY_UPDATES } from "../../../client/inspector/model/history.ts";
import { InspectionModel } from "../../../client/inspector/model/inspectionModel.ts";
import { MAX_ENTRIES } from "../../../client/inspector/model/timeline.ts";
import { presentationReader } from "../../../client/inspector/host/presentationReader.ts";
import { RenderScheduler } from "../../../client/inspector/renderScheduler.ts";
import { openWriter, seed } from "../../../schema/presentation/document.ts";
import type { InspectionBatch, InspectionEvent } from "../../../schema/protocol/inspection.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const SECONDS = 3600;
const PER_SECOND = 60;
const MOST_REFUSALS = 500;
const MOST_SECONDS = 3600;
const MOST_REMEMBERED = 4000;

/** One second of a busy room: 60 writes, constant pointer movement, forged writes, and a viewer who joins and leaves. */
function second(atMs: number, count: number): InspectionBatch {
  const visitor = 10 + count;
  const received = (who: number, frame: "write" | "awareness", step: number): InspectionEvent => ({
    kind: "received",
    atMs: atMs + step * 16,
    who,
    frame,
    count: 1,
    bytes: 62,
    touched: [frame === "write" ? `shortlist/b-${count}-${step}` : "pointer"],
    structs: 1,
    deletions: 1,
  });
  const events: InspectionEvent[] = [
    { kind: "joined", atMs, who: visitor, role: "buyer", name: `Visitor ${count}` },
  ];
  for (let step = 0; step < PER_SECOND; step += 1) {
    events.push(received(1, "write", step), received(1, "awareness", step));
  }
  events.push(received(visitor, "write", PER_SECOND), {
    kind: "refused",
    atMs,
    who: visitor,
    refusal: "read_only",
    detail: "write",
    bytes: 62,
    head: "000226",
  });
  return {
    sentAtMs: atMs,
    // Every tenth departure is among the events that the server dropped.
    dropped: count % 10 === 0 ? 1 : 0,
    events: count % 10 === 0 ? events : [...events, { kind: "left", atMs, who: visitor }],
    people: [],
    document: {
      atMs,
      bytes: count,
      structs: 3,
      tombstones: 1,
      pending: count === 1234 ? 7 : 0,
      stateVector: [],
      hash: "",
      keys: {},
    },
  };
}

test("an hour at 60 updates a second stays within bounds in every store, and does not increase rendering", () => {
  const clock = new FakeClock(0);
  const model = new InspectionModel(presentationReader);
  const turns = new RenderScheduler(clock, (call) => clock.after(16, call));
  let drawings = 0;
  turns.join({ look: () => model.timeline.version, draw: () => (drawings += 1) });
  const doc = new Y.Doc();
  seed(doc, {
    meta: { version: 1, project: "small" },
    view: { screen: "masterplan", masterplan: "site" },
  });
  model.begin(doc, 0);
  doc.on("update", (update: Uint8Array) => {
    model.update(update, doc, clock.now());
    turns.touch();
  });
  const writer = openWriter(doc);
  for (let count = 0; count < SECONDS; count += 1) {
    for (let frame = 0; frame < PER_SECOND; frame += 1) {
      writer.write({ view: { screen: "unit", unit: `b-${(count * PER_SECOND + frame) % 997}` } });
    }
    model.receive(second(clock.now(), count), clock.now());
    turns.touch();
    clock.advance(1000);
  }
  const { timeline, history, growth, changes, refusals } = model;
  expect(timeline.entries.length).toBe(MAX_ENTRIES);
  expect(timeline.counts.all).toBe(MAX_ENTRIES);
  expect(timeline.marked.length).toBeLessThanOrEqual(100);
  expect(timeline.seconds.length).toBeLessThanOrEqual(MOST_SECONDS);
  expect(history.updates).toBeLessThanOrEqual(MAX_HISTORY_UPDATES);
  expect(history.updates).toBeGreaterThan(MAX_HISTORY_UPDATES / 2);
  expect(history.bytes).toBeLessThanOrEqual(MAX_HISTORY_BYTES);
  expect(growth.points.length).toBeLessThanOrEqual(MAX_POINTS);
  expect(growth.points.at(-1)).toMatchObject({ bytes: SECONDS - 1 });
  expect(Math.max(...growth.points.map(({ pending }) => pending))).toBe(7);
  expect(changes.size).toBeLessThan(10);
  expect(changes.of("view/unit")).toHaveLength(20);
  expect(refusals.length).toBe(MOST_REFUSALS);
  expect(model.remembered).toBeLessThanOrEqual(MOST_REMEMBERED);
  expect(drawings).toBeLessThanOrEqual(SECONDS * 4);
}, 60_000);
