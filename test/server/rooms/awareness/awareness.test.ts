import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter } from "../../../../schema/presentation/document.ts";
import { encodeAwareness, encodeUpdate } from "../../../../server/protocol/encodeFrames.ts";
import { awarenessFromFrames, openTestRoom } from "../../../support/room/roomHarness.ts";

const openUnit = (unit: string) => (doc: Y.Doc) =>
  openWriter(doc).write({ view: { screen: "unit", unit } });
const state = (clientId: number, clock: number, fields: unknown) =>
  encodeAwareness([{ clientId, clock, state: JSON.stringify(fields) }]);

describe("awareness", () => {
  const pointer = { pointer: { anchor: "unit:b1-1", x: 0.5, y: 0.5 } };

  test("role and name come from the token, and unknown fields are dropped", () => {
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

  test("trap 6: an away agent's client id cannot be taken, even after a restart", () => {
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

  test("trap 7: an echo is dropped without counting as a violation", () => {
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

  test("trap 9: the same clock after a reconnect is accepted, and sent with a higher clock", () => {
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

  test("trap 10: the old socket's late close does not affect the new one's state", () => {
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

  test("a buyer's name and attention reach agents and inspectors, but not other buyers", () => {
    const { join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer", "buyer:1", "Bob")];
    const [other, inspector] = [join("buyer", "buyer:2"), join("inspector")];
    buyer.send(state(8, 1, { attention: { state: "following" } }));
    clock.advance(100);
    const named = {
      role: "buyer",
      name: "Bob",
      transport: "websocket",
      attention: { state: "following" },
    };
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
    const { join, clock, refusals } = openTestRoom();
    const agent = join("agent");
    agent.send(state(7, 1, pointer));
    agent.send(encodeAwareness([{ clientId: 7, clock: 2, state: json }]));
    clock.advance(40);
    expect(refusals).toEqual(["invalid_awareness"]);
    expect(awarenessFromFrames(join("buyer").connection.frames)[0]?.state).toMatchObject(pointer);
  });

  test("a pointer at 60 Hz is sent at most every 40 ms: the first at once, the last always", () => {
    const { join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(state(7, 1, pointer));
    expect(awarenessFromFrames(buyer.connection.frames)).toHaveLength(1);
    for (let move = 2; move <= 31; move += 1) {
      clock.advance(16);
      agent.send(state(7, move, { pointer: { ...pointer.pointer, x: move / 31 } }));
    }
    clock.advance(40);
    const entries = awarenessFromFrames(buyer.connection.frames);
    expect(entries.length).toBeLessThanOrEqual(14);
    expect(entries.at(-1)?.state).toMatchObject({ pointer: { x: 1 } });
  });

  test("a superseded state is not parsed; an invalid one is refused when it would be sent", () => {
    const { join, clock, refusals } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(state(7, 1, pointer));
    agent.send(state(7, 2, { pointer: "nowhere" }));
    agent.send(state(7, 3, { pointer: "nowhere" }));
    expect(refusals).toEqual([]);
    clock.advance(40);
    expect(refusals).toEqual(["invalid_awareness"]);
    agent.send(state(7, 4, { pointer: "nowhere" }));
    expect(refusals).toEqual(["invalid_awareness"]);
    agent.send(state(7, 5, { highlight: { anchor: "unit:b1-1" } }));
    clock.advance(40);
    expect(refusals).toEqual(["invalid_awareness"]);
    const entries = awarenessFromFrames(buyer.connection.frames);
    expect(entries.map((entry) => entry.state)).toMatchObject([
      pointer,
      { highlight: { anchor: "unit:b1-1" } },
    ]);
  });

  test("a participant that leaves with a pending state is shown with it during the grace period", () => {
    const { room, join, clock } = openTestRoom();
    const [agent, buyer] = [join("agent"), join("buyer")];
    agent.send(state(7, 1, pointer));
    agent.send(state(7, 2, { highlight: { anchor: "unit:b1-1" } }));
    room.leave(agent.participant);
    clock.advance(40);
    const [, last] = awarenessFromFrames(buyer.connection.frames);
    expect(last?.state).toMatchObject({ highlight: { anchor: "unit:b1-1" } });
    clock.advance(4000);
    expect(awarenessFromFrames(buyer.connection.frames).at(-1)?.state).toBeNull();
  });
});
