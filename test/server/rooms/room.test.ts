import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState } from "../../../schema/document.ts";
import { encodeAwareness, encodeStep1, encodeUpdate } from "../../../server/rooms/frames.ts";
import {
  awarenessFromFrames,
  docFromFrames,
  openTestRoom,
  writeFrame,
} from "../../support/roomHarness.ts";

const openUnit = (unit: string) => (doc: Y.Doc) =>
  openWriter(doc).write({ view: { screen: "unit", unit } });
const state = (clientId: number, clock: number, fields: unknown) =>
  encodeAwareness([{ clientId, clock, state: JSON.stringify(fields) }]);
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

  test("trap 1: a buyer's step 2 and update are refused by their first two bytes", () => {
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

  test("trap 3: a refused write closes nobody", () => {
    const { document, join } = openTestRoom();
    const buyer = join("buyer");
    buyer.send(writeFrame(document, openUnit("b1-12")));
    expect(buyer.connection.closed).toBeUndefined();
  });

  test("trap 3: a buyer is asked for nothing", () => {
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
    "trap 13: %s is refused whole: 4422, nobody sees it, the next write works",
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

  test("trap 14: an update that misses its predecessors is refused and leaves nothing pending", () => {
    const { document, join } = openTestRoom();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.snapshot());
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    openUnit("b1-1")(doc);
    openUnit("b1-2")(doc);
    const agent = join("agent");
    const last = updates.at(-1) ?? new Uint8Array();
    agent.send(encodeUpdate(last));
    expect(agent.connection.closed).toBe("invalid_state");
    expect(Y.encodeStateVectorFromUpdate(document.snapshot())).toEqual(document.stateVector());
    const second = join("agent");
    for (const update of updates) second.send(encodeUpdate(update));
    expect(second.connection.closed).toBeUndefined();
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

describe("awareness", () => {
  const pointer = { pointer: { anchor: "unit:b1-1", x: 0.5, y: 0.5 } };

  test("role and name come from the token and unknown fields are dropped", () => {
    const { join } = openTestRoom();
    const [agent, buyer] = [join("agent", "agent:1", "Anna"), join("buyer")];
    agent.send(state(7, 1, { role: "inspector", name: "Mallory", evil: 1, ...pointer }));
    expect(awarenessFromFrames(buyer.connection.frames).map((entry) => entry.state)).toEqual([
      { role: "agent", name: "Anna", ...pointer },
    ]);
  });

  test("trap 6: a forged null, a forged clock and a foreign id change nothing", () => {
    const { join, clock, refusals } = openTestRoom();
    const [agent, buyer, other] = [join("agent"), join("buyer"), join("buyer", "buyer:2")];
    agent.send(state(7, 1, pointer));
    buyer.send(state(8, 1, {}));
    const seen = other.connection.frames.length;
    buyer.send(encodeAwareness([{ clientId: 7, clock: 2, state: null }]));
    buyer.send(state(7, 2 ** 40, pointer));
    clock.advance(100);
    expect(other.connection.frames).toHaveLength(seen);
    agent.send(state(7, 2, { pointer: { ...pointer.pointer, x: 0.9 } }));
    const last = awarenessFromFrames(other.connection.frames).at(-1);
    expect(last).toMatchObject({ clientId: 7, state: { pointer: { x: 0.9 } } });
    expect(refusals).toEqual([]);
  });

  test("trap 6: nobody takes an agent's id while the agent is away, even after a restart", () => {
    const { document, join } = openTestRoom();
    const agentDoc = new Y.Doc();
    Y.applyUpdate(agentDoc, document.snapshot());
    const agent = join("agent");
    const before = Y.encodeStateVector(agentDoc);
    openUnit("b1-1")(agentDoc);
    agent.send(encodeUpdate(Y.encodeStateAsUpdate(agentDoc, before)));
    const restarted = openTestRoom(undefined, document.snapshot());
    const thief = restarted.join("buyer");
    thief.send(state(agentDoc.clientID, 5, {}));
    expect(thief.participant.own).toBeUndefined();
  });

  test("trap 7: an echo is dropped and is no violation", () => {
    const { join, clock, refusals } = openTestRoom({ updatesPerSecond: 60, awarenessPerSecond: 5 });
    const [agent, buyer] = [join("agent"), join("buyer")];
    buyer.send(state(8, 1, {}));
    for (let move = 1; move <= 40; move += 1) {
      agent.send(state(7, move, { pointer: { ...pointer.pointer, x: move / 40 } }));
      clock.advance(250);
      for (const frame of buyer.connection.frames.splice(0)) if (frame[0] === 1) buyer.send(frame);
    }
    expect(buyer.connection.closed).toBeUndefined();
    expect(agent.connection.closed).toBeUndefined();
    expect(refusals).toEqual([]);
  });

  test("trap 8: a departure reaches the others as a removal", () => {
    const { room, join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(state(7, 1, pointer));
    room.leave(agent.participant);
    clock.advance(3999);
    expect(awarenessFromFrames(buyer.connection.frames).at(-1)?.state).not.toBeNull();
    clock.advance(100);
    const removal = awarenessFromFrames(buyer.connection.frames).at(-1);
    expect(removal).toMatchObject({ clientId: 7, state: null });
  });

  test("trap 9: the same clock after a reconnect is news again, with a higher clock on the way out", () => {
    const { room, join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(state(7, 9, pointer));
    room.leave(agent.participant);
    clock.advance(1000);
    const back = join("agent");
    back.send(state(7, 9, pointer));
    clock.advance(5000);
    const entries = awarenessFromFrames(buyer.connection.frames);
    expect(entries.every((entry) => entry.state !== null)).toBe(true);
    expect(entries.at(-1)?.clock).toBeGreaterThan(entries[0]?.clock ?? Infinity);
  });

  test("trap 10: the old socket's late close leaves the new one's state alone", () => {
    const { room, join, clock } = openTestRoom();
    const buyer = join("buyer");
    const old = join("agent");
    old.send(state(7, 1, pointer));
    const fresh = join("agent");
    fresh.send(state(7, 2, pointer));
    room.leave(old.participant);
    clock.advance(10_000);
    expect(awarenessFromFrames(buyer.connection.frames).at(-1)?.state).not.toBeNull();
  });

  test("a buyer's name and attention reach agents and inspectors, no other buyer", () => {
    const { join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer", "buyer:1", "Bob")];
    const [other, inspector] = [join("buyer", "buyer:2"), join("inspector")];
    buyer.send(state(8, 1, { attention: { state: "following" } }));
    clock.advance(100);
    const named = { role: "buyer", name: "Bob", attention: { state: "following" } };
    expect(awarenessFromFrames(agent.connection.frames).at(-1)?.state).toEqual(named);
    expect(awarenessFromFrames(inspector.connection.frames).at(-1)?.state).toEqual(named);
    expect(awarenessFromFrames(other.connection.frames)).toEqual([]);
  });

  test.each([
    [
      "a pointer outside its thing",
      JSON.stringify({ pointer: { anchor: "unit:b1-1", x: 2, y: 0 } }),
    ],
    ["an anchor of no kind", JSON.stringify({ pointer: { anchor: "user:1", x: 0, y: 0 } })],
    ["more than 2 KiB", JSON.stringify({ name: "x".repeat(3000) })],
    ["no JSON", "{"],
  ])("%s is refused and the last good state stays", (_name, json) => {
    const { join, refusals } = openTestRoom();
    const agent = join("agent");
    agent.send(state(7, 1, pointer));
    agent.send(encodeAwareness([{ clientId: 7, clock: 2, state: json }]));
    expect(refusals).toEqual(["invalid_awareness"]);
    expect(awarenessFromFrames(join("buyer").connection.frames)[0]?.state).toMatchObject(pointer);
  });

  test("a pointer at 60 Hz leaves at most every 33 ms, the first at once, the last for certain", () => {
    const { join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(state(7, 1, pointer));
    expect(awarenessFromFrames(buyer.connection.frames)).toHaveLength(1);
    for (let move = 2; move <= 31; move += 1) {
      clock.advance(16);
      agent.send(state(7, move, { pointer: { ...pointer.pointer, x: move / 31 } }));
    }
    clock.advance(33);
    const entries = awarenessFromFrames(buyer.connection.frames);
    expect(entries.length).toBeLessThanOrEqual(17);
    expect(entries.at(-1)?.state).toMatchObject({ pointer: { x: 1 } });
  });
});

describe("the room", () => {
  test("trap 5: a quiet socket hears an empty awareness frame within 15 s", () => {
    const { room, join, clock } = openTestRoom();
    const buyer = join("buyer");
    for (let second = 0; second < 15; second += 1) {
      clock.advance(1000);
      room.sweep();
    }
    expect(buyer.connection.frames).toEqual([Uint8Array.of(1, 1, 0)]);
  });

  test("trap 18: who reads too slowly gets one full state instead of the backlog", () => {
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
    expect(await room.close()).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  test("storage that fails is tried again and nothing is lost", async () => {
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

  test("a hundred updates in storage are folded into one snapshot", async () => {
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

  test("frames that are none are counted and answered with nothing", () => {
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
