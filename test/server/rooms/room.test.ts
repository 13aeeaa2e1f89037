import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState } from "../../../schema/presentation/document.ts";
import { encodeAwareness } from "../../../server/protocol/encodeFrames.ts";
import { docFromFrames, openTestRoom, writeFrame } from "../../support/room/roomHarness.ts";

const openUnit = (unit: string) => (doc: Y.Doc) =>
  openWriter(doc).write({ view: { screen: "unit", unit } });
const state = (clientId: number, clock: number, fields: unknown) =>
  encodeAwareness([{ clientId, clock, state: JSON.stringify(fields) }]);
const viewOf = (doc: Y.Doc) => {
  const parsed = readState(doc);
  return parsed.ok ? parsed.value.view : parsed.problem;
};

describe("the room", () => {
  test("trap 5: a quiet socket receives an empty awareness frame within 15 s", () => {
    const { room, join, clock } = openTestRoom();
    const buyer = join("buyer");
    for (let second = 0; second < 15; second += 1) {
      clock.advance(1000);
      room.sweep();
    }
    expect(buyer.connection.frames).toEqual([Uint8Array.of(1, 1, 0)]);
  });

  test("trap 18: a slow reader gets one full state instead of the backlog", () => {
    const { room, document, join, clock } = openTestRoom();
    const [agent, slow] = [join("agent"), join("buyer")];
    slow.connection.backlog = 300 * 1024;
    for (let write = 0; write < 20; write += 1) {
      agent.send(writeFrame(document, openUnit(write % 2 === 0 ? "b1-1" : "b1-2")));
    }
    expect(slow.connection.frames).toEqual([]);
    slow.connection.backlog = 0;
    clock.advance(1000);
    room.sweep();
    expect(slow.connection.frames).toHaveLength(1);
    expect(viewOf(docFromFrames(slow.connection.frames))).toEqual({ screen: "unit", unit: "b1-2" });
  });

  test("trap 18: over the hard limit it is closed with overload", () => {
    const { document, join } = openTestRoom();
    const [agent, dead] = [join("agent"), join("buyer")];
    dead.connection.backlog = 3 * 1024 * 1024;
    agent.send(writeFrame(document, openUnit("b1-1")));
    expect(dead.connection.closed).toBe("overload");
  });

  test("the same agent's second tab replaces the first; a colleague does not", () => {
    const { join } = openTestRoom();
    const [first, colleague] = [join("agent", "agent:1"), join("agent", "agent:2")];
    const second = join("agent", "agent:1");
    expect(first.connection.closed).toBe("replaced");
    expect(colleague.connection.closed).toBeUndefined();
    expect(second.connection.closed).toBeUndefined();
  });

  test("trap 16: an expired token closes its socket", () => {
    const { room, join, clock } = openTestRoom();
    const buyer = join("buyer");
    buyer.participant.tokenExpiresAtMs = clock.now() + 500;
    clock.advance(1000);
    room.sweep();
    expect(buyer.connection.closed).toBe("token_expired");
  });

  test("trap 11: a closed room leaves no timer", async () => {
    const { room, document, join, clock } = openTestRoom();
    const agent = join("agent");
    agent.send(state(7, 1, {}));
    agent.send(state(7, 2, {}));
    agent.send(writeFrame(document, openUnit("b1-1")));
    room.leave(agent.participant);
    expect(clock.waiting).toBeGreaterThan(0);
    expect(await room.close()).toBe(0);
    expect(clock.waiting).toBe(0);
  });

  test("failed storage is retried and nothing is lost", async () => {
    const { document, documents, failures, journal, clock, join } = openTestRoom();
    const agent = join("agent");
    documents.failing = true;
    agent.send(writeFrame(document, openUnit("b1-12")));
    clock.advance(50);
    expect(await journal.flush()).toBe(false);
    expect(failures.length).toBeGreaterThan(0);
    documents.failing = false;
    expect(await journal.flush()).toBe(true);
    const kept = new Y.Doc();
    for (const piece of documents.pieces) Y.applyUpdate(kept, piece);
    expect(viewOf(kept)).toEqual({ screen: "unit", unit: "b1-12" });
  });

  test("a hundred stored updates are merged into one snapshot", async () => {
    const { document, documents, journal, join, clock } = openTestRoom();
    const agent = join("agent");
    for (let write = 0; write < 120; write += 1) {
      agent.send(writeFrame(document, openUnit(write % 2 === 0 ? "b1-1" : "b1-2")));
      clock.advance(1000);
    }
    await journal.flush();
    expect(documents.pieces.length).toBeLessThan(100);
    const kept = new Y.Doc();
    for (const piece of documents.pieces) Y.applyUpdate(kept, piece);
    expect(viewOf(kept)).toEqual({ screen: "unit", unit: "b1-2" });
  });

  test("a room without writes gives the same replies, and accepts the next write", () => {
    const { room, document, join, refusals } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(writeFrame(document, openUnit("b1-1")));
    const [before, frame] = [room.state, document.fullFrame()];
    for (let second = 0; second < 10; second += 1) room.sweep();
    expect(document.fullFrame()).not.toBe(frame);
    expect(document.fullFrame()).toEqual(frame);
    expect(room.state).not.toBe(before);
    expect(room.state).toEqual(before);
    for (let second = 0; second < 10; second += 1) room.sweep();
    agent.send(writeFrame(document, openUnit("nowhere")));
    expect(refusals).toEqual(["invalid_state"]);
    expect(room.state.view).toEqual({ screen: "unit", unit: "b1-1" });
    for (let second = 0; second < 10; second += 1) room.sweep();
    join("agent", "agent:2").send(writeFrame(document, openUnit("b1-2")));
    expect(room.state.view).toEqual({ screen: "unit", unit: "b1-2" });
    expect(viewOf(docFromFrames([document.fullFrame()]))).toEqual({ screen: "unit", unit: "b1-2" });
    expect(buyer.connection.frames).toHaveLength(2);
  });

  test("invalid frames are counted and not answered", () => {
    const { join, refusals } = openTestRoom();
    const buyer = join("buyer");
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, 9999);
    for (const frame of [[], [9], [0, 7], [1], [0, 0, 5], [...encoding.toUint8Array(encoder)]]) {
      buyer.send(Uint8Array.from(frame));
    }
    expect(refusals).toEqual([
      "unknown_message",
      "unknown_message",
      "unknown_message",
      "malformed",
      "malformed",
      "malformed",
    ]);
    expect(buyer.connection.closed).toBeUndefined();
  });
});
