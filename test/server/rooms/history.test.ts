import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import { compareMoments, type Moment } from "../../../schema/history/moment.ts";
import { stateAt } from "../../../schema/history/stateAt.ts";
import { encodeAwareness, encodeUpdate } from "../../../server/protocol/encodeFrames.ts";
import { openTestRoom, seededUpdate } from "../../support/room/roomHarness.ts";
import { anyChange } from "../../support/room/stateArbitraries.ts";

type TestRoom = ReturnType<typeof openTestRoom>;

/** An agent with a separate document, like a desk. */
function openDesk(room: TestRoom, subject = "agent:1", name = "Sara", clientId = 7) {
  const { send, participant } = room.join("agent", subject, name);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, room.document.snapshot());
  const writer = openWriter(doc);
  let clock = 0;
  const say = (fields: object | null) => {
    room.clock.advance(50);
    clock += 1;
    send(encodeAwareness([{ clientId, clock, state: JSON.stringify(fields) }]));
  };
  return {
    participant,
    show: (change: PresentationChange) => {
      const before = Y.encodeStateVector(doc);
      writer.write(change);
      const update = Y.encodeStateAsUpdate(doc, before);
      send(encodeUpdate(update));
    },
    say,
    pointAt: (anchor: string | undefined) =>
      say(anchor === undefined ? {} : { pointer: { anchor, x: 0.5, y: 0.5 } }),
  };
}

const showsUnit = (unit: string) => ({ view: { screen: "unit", unit } }) as const;

/** All moments, written and pending, without their stamps. */
async function contentsOf(room: TestRoom): Promise<readonly object[]> {
  const moments = await momentsOf(room);
  return moments.map(({ at: _at, node: _node, n: _n, ...content }) => content);
}

async function momentsOf({ journal, documents }: TestRoom): Promise<readonly Moment[]> {
  await journal.flush();
  return documents.moments.toSorted(compareMoments);
}

/** A room whose history has begun. */
function begin(room = openTestRoom()): TestRoom {
  room.room.resumeHistory([]);
  room.clock.advance(1000);
  return room;
}

const first = { kind: "view", view: { screen: "masterplan", masterplan: "site" } };

describe("the history of a room", () => {
  test("begins with the first state, and records joins, views and departures", async () => {
    const room = begin();
    const desk = openDesk(room);
    const buyer = room.join("buyer", "buyer:1", "Olga");
    desk.show(showsUnit("b1-1"));
    desk.show({ shortlist: { add: ["b1-1"] } });
    room.room.leave(buyer.participant);
    expect(await contentsOf(room)).toEqual([
      first,
      { kind: "joined", by: "agent:1", role: "agent", name: "Sara" },
      { kind: "joined", by: "buyer:1", role: "buyer", name: "Olga" },
      { kind: "view", by: "agent:1", view: { screen: "unit", unit: "b1-1" } },
      { kind: "shortlist", by: "agent:1", unit: "b1-1", kept: true },
      { kind: "left", by: "buyer:1" },
    ]);
  });

  test("repeated changes within 250 ms are one moment", async () => {
    const room = begin();
    const desk = openDesk(room);
    for (const max of [100, 200, 300]) {
      desk.show({ filters: { price: { max } } });
      room.clock.advance(100);
    }
    desk.show({ filters: { price: { max: 400 } } });
    const filters = (await momentsOf(room)).filter(({ kind }) => kind === "filters");
    expect(filters.map((moment) => ("filters" in moment ? moment.filters.price?.max : 0))).toEqual([
      300, 400,
    ]);
  });

  test("a pointer that rested on a thing is recorded when it leaves, a passing one is not", async () => {
    const room = begin();
    const desk = openDesk(room);
    desk.pointAt("unit:b1-1");
    room.clock.advance(300);
    desk.pointAt("unit:b1-2");
    room.clock.advance(900);
    desk.pointAt("unit:b1-2");
    desk.pointAt(undefined);
    const pointed = (await contentsOf(room)).filter((moment) => "anchor" in moment);
    expect(pointed).toEqual([{ kind: "pointed", by: "agent:1", anchor: "unit:b1-2", ms: 1000 }]);
  });

  test("nothing is recorded while mirroring is paused, and the differences afterwards", async () => {
    const room = begin();
    const desk = openDesk(room);
    const olga = room.join("buyer", "buyer:1", "Olga");
    room.clock.advance(1000);
    desk.say({ mirroring: "paused" });
    desk.show(showsUnit("b1-1"));
    desk.show(showsUnit("b1-2"));
    room.join("buyer", "buyer:2", "Ivan");
    room.room.leave(olga.participant);
    room.clock.advance(1000);
    desk.say({});
    const contents = await contentsOf(room);
    expect(contents.slice(3)).toEqual([
      { kind: "paused", by: "agent:1" },
      { kind: "resumed", by: "agent:1" },
      { kind: "left", by: "buyer:1" },
      { kind: "joined", by: "buyer:2", role: "buyer", name: "Ivan" },
      { kind: "view", by: "agent:1", view: { screen: "unit", unit: "b1-2" } },
    ]);
  });

  test("a buyer's attention is that of the most attentive tab", async () => {
    const room = begin();
    const tabs = [room.join("buyer", "buyer:1", "Olga"), room.join("buyer", "buyer:1", "Olga")];
    const attend = (tab: number, clock: number, attention: object) => {
      room.clock.advance(50);
      const state = JSON.stringify({ attention });
      tabs[tab]?.send(encodeAwareness([{ clientId: 20 + tab, clock, state }]));
    };
    attend(0, 1, { state: "following" });
    attend(1, 1, { state: "hidden" });
    attend(1, 2, { state: "exploring", view: { screen: "unit", unit: "b1-1" } });
    attend(0, 2, { state: "hidden" });
    room.clock.advance(300);
    attend(1, 3, { state: "hidden" });
    const attention = (await contentsOf(room)).filter((moment) => "state" in moment);
    const alone = { state: "exploring", view: { screen: "unit", unit: "b1-1" } };
    expect(attention).toEqual([
      { kind: "attention", by: "buyer:1", ...alone },
      { kind: "attention", by: "buyer:1", state: "hidden" },
    ]);
  });

  test("held back homes are in no attention", async () => {
    const room = begin();
    const { send } = room.join("buyer", "buyer:1", "Olga");
    const attention = { state: "exploring", view: { screen: "unit", unit: "b9-1" } };
    send(encodeAwareness([{ clientId: 20, clock: 1, state: JSON.stringify({ attention }) }]));
    expect(await contentsOf(room)).toContainEqual({
      kind: "attention",
      by: "buyer:1",
      state: "exploring",
    });
  });

  test("of a buyer who takes no part only joining and leaving are recorded, without a name", async () => {
    const room = begin();
    const { participant, send } = room.join("buyer", "buyer:1", "Olga", { unrecorded: true });
    const state = JSON.stringify({ attention: { state: "hidden" } });
    send(encodeAwareness([{ clientId: 20, clock: 1, state }]));
    room.room.leave(participant);
    expect((await contentsOf(room)).slice(1)).toEqual([
      { kind: "joined", by: "buyer:1", role: "buyer" },
      { kind: "left", by: "buyer:1" },
    ]);
  });

  test("a colleague who takes the lead is named, and the last presenter to leave is away", async () => {
    const room = begin();
    const [agent, colleague] = [openDesk(room), openDesk(room, "colleague:1", "Omar", 8)];
    agent.show(showsUnit("b1-1"));
    colleague.show({ shortlist: { add: ["b1-2"] } });
    room.room.leave(agent.participant);
    room.room.leave(colleague.participant);
    const contents = await contentsOf(room);
    expect(contents).toContainEqual({ kind: "presenter", by: "colleague:1", name: "Omar" });
    expect(contents.filter((moment) => "kind" in moment && moment.kind === "away")).toHaveLength(1);
    expect(contents.slice(-2)).toEqual([{ kind: "left", by: "colleague:1" }, { kind: "away" }]);
  });

  test("a reopened room writes what the crashed process could not", async () => {
    const room = begin();
    const desk = openDesk(room);
    desk.show(showsUnit("b1-1"));
    const kept = await momentsOf(room);
    desk.show(showsUnit("b1-2"));
    const again = openTestRoom(undefined, room.document.snapshot());
    again.clock.advance(room.clock.now() + 5000);
    again.room.resumeHistory(kept);
    expect(await contentsOf(again)).toEqual([
      { kind: "view", view: { screen: "unit", unit: "b1-2" } },
      { kind: "left", by: "agent:1" },
    ]);
  });

  test("after 20,000 moments one per second is recorded, and the final state is still right", async () => {
    const room = openTestRoom();
    const many = Array.from({ length: 20_000 }, (_, n): Moment => {
      const view = n === 0 ? { screen: "masterplan", masterplan: "site" } : { screen: "layouts" };
      return { at: n, node: "former", n, kind: "view", view } as Moment;
    });
    room.room.resumeHistory(many);
    room.clock.advance(60_000);
    const desk = openDesk(room);
    const before = (await momentsOf(room)).length;
    for (let turn = 0; turn < 30; turn += 1) {
      room.clock.advance(100);
      desk.show(showsUnit(turn % 2 === 0 ? "b1-1" : "b1-2"));
    }
    const moments = await momentsOf(room);
    expect(moments.length - before).toBeLessThanOrEqual(4);
    expect(stateAt("small", moments, Infinity)?.view).toEqual({ screen: "unit", unit: "b1-2" });
  });

  test("for any writes, the history's final state equals the document's", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyChange, fc.nat(400), fc.nat(9)), { maxLength: 25 }),
        async (steps) => {
          const room = begin(openTestRoom(undefined, seededUpdate()));
          const desk = openDesk(room);
          let isPaused = false;
          for (const [change, ms, act] of steps) {
            room.clock.advance(ms);
            if (act === 0) {
              isPaused = !isPaused;
              desk.say(isPaused ? { mirroring: "paused" } : {});
            }
            desk.show(change);
          }
          if (isPaused) desk.say({});
          const moments = await momentsOf(room);
          expect(stateAt("small", moments, Infinity)).toEqual(room.document.state);
          const spans = moments.filter(({ kind }) => kind === "paused" || kind === "resumed");
          for (const [index, { kind, at }] of spans.entries()) {
            if (kind !== "paused") continue;
            const end = spans[index + 1]?.at ?? Infinity;
            expect(moments.filter((moment) => moment.at > at && moment.at < end)).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
