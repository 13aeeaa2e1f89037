import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState } from "../../../../schema/presentation/document.ts";
import { compareMoments } from "../../../../schema/history/moment.ts";
import { stateAt } from "../../../../schema/history/stateAt.ts";
import { MESSAGE } from "../../../../schema/protocol/protocol.ts";
import {
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from "../../../../server/protocol/encodeFrames.ts";
import { docFromFrames, openTestRoom, writeFrame } from "../../../support/room/roomHarness.ts";

const openUnit = (unit: string) => (doc: Y.Doc) =>
  openWriter(doc).write({ view: { screen: "unit", unit } });
const viewOf = (doc: Y.Doc) => {
  const parsed = readState(doc);
  return parsed.ok ? parsed.value.view : parsed.problem;
};

describe("writes", () => {
  test("an agent's write reaches the others, not its sender, and storage after a moment", async () => {
    const { document, documents, clock, join, journal } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    buyer.send(encodeStep1(Uint8Array.of(0)));
    const sentToAgent = agent.connection.frames.length;
    agent.send(writeFrame(document, openUnit("b1-12")));
    expect(viewOf(docFromFrames(buyer.connection.frames))).toEqual({
      screen: "unit",
      unit: "b1-12",
    });
    expect(agent.connection.frames).toHaveLength(sentToAgent);
    expect(documents.pieces).toHaveLength(1);
    clock.advance(50);
    await journal.flush();
    expect(documents.pieces).toHaveLength(2);
  });

  test("a stalled disk delays neither delivery nor history", async () => {
    const { room, document, documents, clock, join, journal } = openTestRoom();
    room.resumeHistory([]);
    await journal.flush();
    clock.advance(1000);
    const [agent, buyer] = [join("agent"), join("buyer")];
    buyer.send(encodeStep1(Uint8Array.of(0)));
    const append = documents.append;
    const disk = Promise.withResolvers<void>();
    let asked = 0;
    documents.append = async (...args) => {
      asked += 1;
      await disk.promise;
      return append(...args);
    };
    for (let second = 0; second < 60; second += 1) {
      const unit = second % 2 === 0 ? "b1-12" : "b1-1";
      agent.send(writeFrame(document, openUnit(unit)));
      expect(viewOf(docFromFrames(buyer.connection.frames))).toEqual({ screen: "unit", unit });
      const pointer = { anchor: `unit:${unit}`, x: 0.5, y: 0.5 };
      const state = JSON.stringify({ pointer });
      agent.send(encodeAwareness([{ clientId: 7, clock: second + 1, state }]));
      expect(buyer.connection.frames.at(-1)?.[0]).toBe(MESSAGE.awareness);
      clock.advance(1000);
    }
    expect(asked).toBe(1);
    disk.resolve();
    expect(await journal.flush()).toBe(true);
    const { moments } = documents;
    const counts = ["view", "pointed"].map(
      (kind) => moments.filter((moment) => moment.kind === kind).length,
    );
    expect(counts).toEqual([61, 59]);
    expect(stateAt("small", moments.toSorted(compareMoments), Infinity)).toEqual(document.state);
  });

  test("trap 1: a buyer's step 2 and update are refused from their first two bytes", () => {
    const { room, document, refusals, join } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    const before = agent.connection.frames.length;
    const frame = writeFrame(document, openUnit("b1-12"));
    buyer.send(frame);
    buyer.send(Uint8Array.of(0, 1, 255, 255, 255));
    expect(refusals).toEqual(["read_only", "read_only"]);
    expect(room.state.view.screen).toBe("masterplan");
    expect(agent.connection.frames).toHaveLength(before);
  });

  test("trap 3: a refused write closes no connection", () => {
    const { document, join } = openTestRoom();
    const buyer = join("buyer");
    buyer.send(writeFrame(document, openUnit("b1-12")));
    expect(buyer.connection.closed).toBeUndefined();
  });

  test("trap 3: a buyer gets no sync step 1", () => {
    const { join } = openTestRoom();
    expect(join("buyer").connection.frames.filter((frame) => frame[0] === 0)).toEqual([]);
    expect(join("agent").connection.frames.some((frame) => frame[0] === 0 && frame[1] === 0)).toBe(
      true,
    );
  });

  test.each([
    ["a home the project does not have", openUnit("b9-9")],
    ["an unknown key", (doc: Y.Doc) => doc.getArray("presentation").push([{ key: "x", val: 1 }])],
    [
      "another project",
      (doc: Y.Doc) =>
        doc.getArray("presentation").push([{ key: "meta", val: { version: 1, project: "b" } }]),
    ],
    ["another shared type", (doc: Y.Doc) => void doc.getMap("other").set("a", 1)],
    ["an emptied document", (doc: Y.Doc) => doc.getArray("presentation").delete(0, 2)],
  ])(
    "trap 13: %s is refused completely: 4422, nobody receives it, the next write works",
    (_name, change) => {
      const { room, document, refusals, join } = openTestRoom();
      const [agent, buyer] = [join("agent"), join("buyer")];
      const before = document.snapshot();
      agent.send(writeFrame(document, change));
      expect(agent.connection.closed).toBe("invalid_state");
      expect(refusals).toEqual(["invalid_state"]);
      expect(document.snapshot()).toEqual(before);
      expect(docFromFrames(buyer.connection.frames).share.size).toBe(0);
      const again = join("agent");
      again.send(writeFrame(document, openUnit("b1-2")));
      expect(room.state.view).toEqual({ screen: "unit", unit: "b1-2" });
    },
  );

  test("trap 14: an update without its predecessors is refused and leaves nothing pending", () => {
    const { document, join } = openTestRoom();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.snapshot());
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    openUnit("b1-1")(doc);
    openUnit("b1-2")(doc);
    const agent = join("agent");
    agent.send(encodeStep2(document.snapshot()));
    const last = updates.at(-1) ?? new Uint8Array();
    agent.send(encodeUpdate(last));
    expect(agent.connection.closed).toBe("invalid_state");
    expect(Y.encodeStateVectorFromUpdate(document.snapshot())).toEqual(document.stateVector());
    const second = join("agent");
    for (const update of updates) second.send(encodeUpdate(update));
    expect(second.connection.closed).toBeUndefined();
    expect(document.state.view).toEqual({ screen: "unit", unit: "b1-2" });
  });

  test("an agent's write during its reconnect waits for the step 2 with its predecessors", () => {
    const { document, join, refusals } = openTestRoom();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.snapshot());
    openUnit("b1-1")(doc);
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    openUnit("b1-2")(doc);
    const agent = join("agent");
    for (const update of updates) agent.send(encodeUpdate(update));
    expect([agent.connection.closed, refusals]).toEqual([undefined, []]);
    expect(Y.encodeStateVectorFromUpdate(document.snapshot())).toEqual(document.stateVector());
    agent.send(encodeStep2(Y.encodeStateAsUpdate(doc, document.stateVector())));
    expect(agent.connection.closed).toBeUndefined();
    expect(document.state.view).toEqual({ screen: "unit", unit: "b1-2" });
  });

  test("a document over the limit is refused", () => {
    const { document, join, clock } = openTestRoom({
      updatesPerSecond: 10_000,
      awarenessPerSecond: 60,
    });
    const agent = join("agent");
    const grow = (doc: Y.Doc) => {
      const entries = Array.from({ length: 1500 }, (_, place) => ({
        key: `shortlist/b1-1`,
        val: true,
        place,
      }));
      doc.getArray("presentation").push(entries.map(({ key, val }) => ({ key, val })));
    };
    for (let write = 0; write < 20 && agent.connection.closed === undefined; write += 1) {
      agent.send(writeFrame(document, grow));
      clock.advance(1000);
    }
    expect(agent.connection.closed).toBe("invalid_state");
    expect(document.snapshot().byteLength).toBeLessThanOrEqual(256 * 1024);
  });

  test("more updates a second than allowed close with too_many_messages", () => {
    const { document, join } = openTestRoom({ updatesPerSecond: 3, awarenessPerSecond: 60 });
    const agent = join("agent");
    const frame = writeFrame(document, openUnit("b1-1"));
    for (let sent = 0; sent < 4; sent += 1) agent.send(frame);
    expect(agent.connection.closed).toBe("too_many_messages");
  });
});
