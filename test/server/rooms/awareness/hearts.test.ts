import { describe, expect, test } from "vitest";
import { encodeAwareness } from "../../../../server/protocol/encodeFrames.ts";
import { awarenessFromFrames, openTestRoom } from "../../../support/room/roomHarness.ts";

const says = (clientId: number, clock: number, state: object) =>
  encodeAwareness([{ clientId, clock, state: JSON.stringify(state) }]);

function openWatched() {
  const test = openTestRoom();
  const agent = test.join("agent");
  const inspector = test.join("inspector");
  const bob = test.join("buyer", "buyer:bob", "Bob");
  const eve = test.join("buyer", "buyer:eve", "Eve");
  const told = (who: typeof agent) => awarenessFromFrames(who.connection.frames);
  const heartsOf = (who: typeof agent, name: string) =>
    told(who).findLast(({ state }) => state?.["name"] === name)?.state?.["hearts"];
  return { ...test, agent, inspector, bob, eve, told, heartsOf };
}

test("agents and inspectors see a buyer's hearts in that buyer's awareness; nobody else does", () => {
  const { room, clock, agent, inspector, bob, eve, told, heartsOf } = openWatched();
  bob.send(says(1, 1, {}));
  eve.send(says(2, 1, {}));
  clock.advance(100);
  room.setHearts("buyer:bob", ["b1-12", "b1-11"]);
  for (const side of [agent, inspector]) {
    expect(heartsOf(side, "Bob")).toEqual(["b1-12", "b1-11"]);
    expect(heartsOf(side, "Eve")).toBeUndefined();
  }
  expect(told(eve)).toEqual([]);
  expect(told(bob)).toEqual([]);
});

test("a buyer cannot set them in awareness, and its own updates keep the server's", () => {
  const { room, clock, agent, bob, heartsOf } = openWatched();
  bob.send(says(1, 1, { hearts: ["b1-1"], attention: { state: "following" } }));
  expect(heartsOf(agent, "Bob")).toBeUndefined();
  room.setHearts("buyer:bob", ["b1-12"]);
  clock.advance(100);
  bob.send(says(1, 2, { hearts: [], attention: { state: "hidden" } }));
  clock.advance(100);
  expect(heartsOf(agent, "Bob")).toEqual(["b1-12"]);
  room.setHearts("buyer:bob", []);
  clock.advance(100);
  expect(heartsOf(agent, "Bob")).toBeUndefined();
});

test("an agent who joins later receives them, and they survive the buyer's reconnect", () => {
  const { room, clock, bob, join, told } = openWatched();
  room.setHearts("buyer:bob", ["b1-12"]);
  bob.send(says(1, 1, {}));
  room.leave(bob.participant);
  clock.advance(10_000);
  join("buyer", "buyer:bob", "Bob").send(says(9, 1, {}));
  const late = join("agent", "agent:late");
  expect(told(late).at(-1)?.state).toMatchObject({ name: "Bob", hearts: ["b1-12"] });
});

describe("a buyer's request to show a view", () => {
  const view = { screen: "unit", unit: "b1-12" } as const;
  const askOf = (test: ReturnType<typeof openWatched>, who = test.agent) =>
    test.told(who).findLast(({ state }) => state?.["name"] === "Bob")?.state?.["ask"];

  test("is seen by agents only, stays in the buyer's own updates, and expires after a minute", () => {
    const watched = openWatched();
    const { room, clock, bob, eve, told } = watched;
    bob.send(says(1, 1, { ask: { at: 9, view } }));
    eve.send(says(2, 1, {}));
    clock.advance(100);
    expect(askOf(watched)).toBeUndefined();
    room.setAsk("buyer:bob", { at: 5, view });
    clock.advance(100);
    expect(askOf(watched)).toEqual({ at: 5, view });
    clock.advance(1000);
    bob.send(says(1, 2, { attention: { state: "exploring" } }));
    expect(askOf(watched)).toEqual({ at: 5, view });
    expect(told(eve)).toEqual([]);
    expect(told(bob)).toEqual([]);
    clock.advance(59_500);
    expect(askOf(watched)).toBeUndefined();
  });

  test("is replaced by the next one, which restarts the time; a mark is gone after 3 s", () => {
    const watched = openWatched();
    const { room, clock, bob } = watched;
    bob.send(says(1, 1, {}));
    room.setAsk("buyer:bob", { at: 5, view });
    clock.advance(1000);
    const mark = { anchor: "unit:b1-12", x: 0.5, y: 0.25 };
    room.setAsk("buyer:bob", { at: 6, view, mark });
    expect(askOf(watched)).toEqual({ at: 6, view, mark });
    clock.advance(2900);
    expect(askOf(watched)).toEqual({ at: 6, view, mark });
    clock.advance(200);
    expect(askOf(watched)).toBeUndefined();
  });
});
