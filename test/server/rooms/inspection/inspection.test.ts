import * as decoding from "lib0/decoding";
import * as v from "valibot";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readRaw } from "../../../../schema/presentation/document.ts";
import {
  fingerprint,
  INSPECTION_MESSAGE,
  INSPECTION_REQUEST,
  InspectionBatch,
  lastValues,
  type InspectionEvent,
} from "../../../../schema/protocol/inspection.ts";
import { ROLES } from "../../../../schema/values/roles.ts";
import { encodeAwareness } from "../../../../server/protocol/encodeFrames.ts";
import { EventBuffer } from "../../../../server/rooms/inspection/eventBuffer.ts";
import { openTestRoom, writeFrame } from "../../../support/room/roomHarness.ts";

interface Receiver {
  readonly frames: readonly Uint8Array[];
}

function batchesTo(connection: Receiver): readonly InspectionBatch[] {
  return connection.frames
    .filter((frame) => frame[0] === INSPECTION_MESSAGE)
    .map((frame) => {
      const decoder = decoding.createDecoder(frame);
      decoder.pos = 1;
      return v.parse(InspectionBatch, JSON.parse(decoding.readVarString(decoder)));
    });
}

const eventsTo = (connection: Receiver): readonly InspectionEvent[] =>
  batchesTo(connection).flatMap(({ events }) => events);

type Join = ReturnType<typeof openTestRoom>["join"];

/** An inspector that subscribed. */
function inspect(join: Join, subject?: string): ReturnType<Join> {
  const inspector = join("inspector", subject);
  inspector.send(INSPECTION_REQUEST);
  return inspector;
}

const toTowerB = (doc: Y.Doc): void => {
  const writer = openWriter(doc);
  writer.write({ view: { screen: "layouts" } });
  writer.close();
};

describe("an inspector receives", () => {
  test("the participants with role and name, and joins and departures", () => {
    const { room, clock, join } = openTestRoom();
    join("agent", "agent:1", "Ann");
    const inspector = inspect(join);
    const buyer = join("buyer", "buyer:1", "Bob");
    room.leave(buyer.participant);
    clock.advance(100);
    const events = eventsTo(inspector.connection);
    expect(events.map(({ kind }) => kind)).toEqual(["joined", "left"]);
    const [batch] = batchesTo(inspector.connection);
    expect(batch?.people).toMatchObject([
      { role: "agent", name: "Ann", subject: "agent:1", sinceMs: clock.now() - 100 },
      { role: "inspector" },
    ]);
  });

  test("an update with the keys it touches, its structs and its deletions", () => {
    const { document, clock, join } = openTestRoom();
    const agent = join("agent");
    const inspector = inspect(join);
    const frame = writeFrame(document, toTowerB);
    agent.send(frame);
    clock.advance(100);
    expect(eventsTo(inspector.connection)).toContainEqual(
      expect.objectContaining({
        kind: "received",
        frame: "write",
        bytes: frame.byteLength,
        touched: ["view"],
        structs: 1,
        deletions: 1,
      }),
    );
  });

  test("a refused write with its reason and its first bytes, and the close after a wrong state", () => {
    const { document, clock, join } = openTestRoom();
    const [agent, buyer, inspector] = [join("agent"), join("buyer"), inspect(join)];
    buyer.send(writeFrame(document, toTowerB));
    agent.send(
      writeFrame(document, (doc) => {
        const writer = openWriter(doc);
        writer.write({ view: { screen: "unit", unit: "nowhere-1" } });
        writer.close();
      }),
    );
    clock.advance(100);
    const events = eventsTo(inspector.connection);
    const refusals = events.filter((event) => event.kind === "refused");
    expect(refusals).toMatchObject([
      { refusal: "read_only", head: expect.stringMatching(/^0002/) as string },
      { refusal: "invalid_state", detail: expect.stringContaining("view") as string },
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "closed", code: 4422, reason: "invalid_state" }),
    );
  });

  test("the close of a reader that is too far behind, once", () => {
    const { document, clock, join } = openTestRoom();
    const [agent, slow, inspector] = [join("agent"), join("buyer"), inspect(join)];
    slow.connection.backlog = 3 * 1024 * 1024;
    for (const unit of ["b1-1", "b1-2"]) {
      agent.send(
        writeFrame(document, (doc) => {
          const writer = openWriter(doc);
          writer.write({ view: { screen: "unit", unit } });
          writer.close();
        }),
      );
      clock.advance(100);
    }
    const closes = eventsTo(inspector.connection).filter((event) => event.kind === "closed");
    expect(closes).toMatchObject([{ code: 1013, reason: "overload" }]);
    expect(slow.connection.closed).toBe("overload");
  });

  test("movement as one line with a count", () => {
    const { clock, join } = openTestRoom();
    const agent = join("agent");
    const inspector = inspect(join);
    for (let move = 1; move <= 18; move += 1) {
      const pointer = { anchor: "masterplan:site", x: move / 20, y: 0.5 };
      agent.send(
        encodeAwareness([{ clientId: 7, clock: move, state: JSON.stringify({ pointer }) }]),
      );
    }
    clock.advance(100);
    const moves = eventsTo(inspector.connection).filter(
      (event) => event.kind === "received" && event.frame === "awareness",
    );
    expect(moves).toMatchObject([{ count: 18, touched: ["pointer"] }]);
  });

  test("the document's size and fingerprint again after it changed, and only then", () => {
    const { document, clock, join } = openTestRoom();
    const agent = join("agent");
    const inspector = inspect(join);
    clock.advance(3000);
    agent.send(writeFrame(document, toTowerB));
    clock.advance(3000);
    const reports = batchesTo(inspector.connection).flatMap(({ document: report }) => report ?? []);
    expect(reports).toHaveLength(2);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.snapshot());
    expect(reports[1]).toMatchObject({
      ...fingerprint(lastValues(readRaw(doc))),
      bytes: document.snapshot().byteLength,
      pending: 0,
    });
    expect(reports[1]?.tombstones).toBeGreaterThan(0);
  });
});

test("reports only after subscribing, beginning with the full state", () => {
  const { clock, join } = openTestRoom();
  const silent = join("inspector", "inspector:1");
  expect(silent.participant.inspection).toBeUndefined();
  const first = inspect(join, "inspector:2");
  clock.advance(3000);
  const second = inspect(join, "inspector:3");
  clock.advance(1000);
  expect(batchesTo(silent.connection)).toEqual([]);
  for (const { connection } of [first, second]) {
    const [batch] = batchesTo(connection);
    expect(batch?.people?.map(({ role }) => role)).toContain("inspector");
    expect(batch?.document).toBeDefined();
  }
});

test("nothing with an invalid subscription, and others who subscribe are refused but not closed", () => {
  const { refusals, clock, join } = openTestRoom();
  const [agent, buyer, inspector] = [join("agent"), join("buyer"), join("inspector")];
  for (const { send } of [agent, buyer]) send(INSPECTION_REQUEST);
  inspector.send(Uint8Array.of(INSPECTION_MESSAGE, 0));
  clock.advance(2000);
  expect(refusals).toEqual(Array.from({ length: 3 }, () => "unknown_message"));
  for (const { connection } of [agent, buyer, inspector]) {
    expect(connection.closed).toBeUndefined();
    expect(batchesTo(connection)).toEqual([]);
  }
});

test("reports that nobody else gets, whatever happens", () => {
  const whats = fc.constantFrom("write", "junk", "ask", "leave");
  const step = fc.record({ from: fc.nat(5), what: whats });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...ROLES), { maxLength: 6 }),
      fc.array(step),
      (roles, steps) => {
        const { room, document, clock, join } = openTestRoom();
        const people = roles.map((role, place) => join(role, `${role}:${place}`));
        for (const { from, what } of steps) {
          const person = people[from];
          if (person === undefined) continue;
          if (what === "leave") room.leave(person.participant);
          else if (what === "ask") person.send(INSPECTION_REQUEST);
          else person.send(what === "write" ? writeFrame(document, toTowerB) : Uint8Array.of(9, 9));
          clock.advance(60);
        }
        clock.advance(200);
        for (const { participant, connection } of people) {
          if (participant.identity.role === "inspector") continue;
          expect(batchesTo(connection)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("nothing that outlives the last inspector: no timers, no listeners", () => {
  const { room, clock, join } = openTestRoom();
  const agent = join("agent");
  const idle = clock.waiting;
  const inspector = inspect(join);
  expect(clock.waiting).toBeGreaterThan(idle);
  expect(agent.participant.inspection).toBeDefined();
  room.leave(inspector.participant);
  expect(clock.waiting).toBe(idle);
  expect(agent.participant.inspection).toBeUndefined();
});

test("awareness whose echoes are neither refused nor counted", () => {
  const { room, clock, refusals, join } = openTestRoom();
  const agent = join("agent");
  const inspector = inspect(join);
  for (let move = 1; move <= 300; move += 1) {
    agent.send(encodeAwareness([{ clientId: 7, clock: move, state: "{}" }]));
    clock.advance(40);
    const heard = inspector.connection.frames.findLast(([first]) => first === 1);
    if (heard !== undefined) inspector.send(heard);
  }
  expect(refusals).toEqual([]);
  expect(room.participants.has(inspector.participant)).toBe(true);
});

test("no more while it reads too slowly, and later the number of dropped events", () => {
  const { document, clock, join } = openTestRoom();
  const agent = join("agent");
  const inspector = inspect(join);
  inspector.connection.backlog = 300 * 1024;
  agent.send(writeFrame(document, toTowerB));
  clock.advance(5000);
  expect(batchesTo(inspector.connection)).toEqual([]);
  inspector.connection.backlog = 0;
  clock.advance(2000);
  const batches = batchesTo(inspector.connection);
  expect(batches[0]?.dropped).toBeGreaterThan(0);
  expect(batches.slice(1).every(({ dropped }) => dropped === 0)).toBe(true);
  expect(batches.some((batch) => batch.document !== undefined)).toBe(true);
});

test("a truncated flood, with the number of dropped events", () => {
  const buffer = new EventBuffer();
  for (let who = 0; who < 5000; who += 1) buffer.add({ kind: "left", atMs: who, who });
  const { events, dropped } = buffer.take();
  expect(events.length).toBeLessThanOrEqual(512);
  expect(events.length + dropped).toBe(5000);
  expect(events.at(-1)).toMatchObject({ who: 4999 });
  expect(buffer.isEmpty).toBe(true);
});
