import { describe, expect, test } from "vitest";
import { RoomAwareness } from "../../../../server/rooms/awareness/roomAwareness.ts";
import type { AwarenessChange } from "../../../../server/rooms/delivery/outgoingFrames.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";

const owner = (subject: string, role: "agent" | "buyer" = "buyer") => ({
  subject,
  role,
  name: subject,
});
const state = (clientId: number, clock: number, subject = "buyer:1", role?: "agent") => ({
  clientId,
  clock,
  json: JSON.stringify({ clock }),
  owner: owner(subject, role),
});
const gone = (clientId: number, clock: number) => ({ clientId, clock, json: null });

/** One process' merged view of other processes' reports. */
function openHearer(node = "m") {
  const clock = new FakeClock();
  const told: AwarenessChange[] = [];
  const awareness = new RoomAwareness(
    clock,
    { node, now: clock.now },
    { writers: () => [], hasTarget: () => true },
    (telling) => told.push(telling),
  );
  const held = () =>
    [...awareness.states()].map(({ clientId, own, owner: { subject } }) => {
      const { clock: toldAt } = JSON.parse(own) as { readonly clock: number };
      return { clientId, subject, clock: toldAt };
    });
  return { awareness, clock, told, held };
}

describe("a state reported by several processes", () => {
  test("belongs to the process that reported it last, and only that one removes it", () => {
    const { awareness, held } = openHearer();
    awareness.applyRemote("a", [state(7, 10)], "news");
    awareness.applyRemote("b", [state(7, 20)], "news");
    awareness.applyRemote("a", [gone(7, 30)], "news");
    awareness.applyRemote("a", [], "all");
    awareness.peerLeft("a", false);
    expect(held()).toMatchObject([{ clientId: 7, clock: 20 }]);
    awareness.applyRemote("b", [gone(7, 40)], "news");
    expect(held()).toEqual([]);
  });

  test("is the same everywhere, in any order of arrival", () => {
    const tellings = [
      ["a", state(7, 20)],
      ["b", state(7, 20)],
      ["c", state(7, 10)],
    ] as const;
    const orders = [tellings, tellings.toReversed(), [1, 2, 0].map((index) => tellings[index])];
    for (const order of orders) {
      const { awareness, told } = openHearer();
      for (const one of order)
        if (one !== undefined) awareness.applyRemote(one[0], [one[1]], "news");
      awareness.setUnreachable("b", true);
      expect(told.at(-1)?.entry.state).toContain('"reach":"lost"');
    }
  });

  test("of two participants with one id is the agent's, otherwise the same one's everywhere", () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const agentOrNot = [state(7, 20), state(7, 10, "agent:1", "agent")];
      const buyers = [state(8, 20, "buyer:b"), state(8, 10, "buyer:a")];
      const { awareness, held } = openHearer();
      for (const [place, index] of order.entries()) {
        for (const pair of [agentOrNot, buyers]) {
          const one = pair[index];
          if (one !== undefined) awareness.applyRemote(`node-${place}`, [one], "news");
        }
      }
      expect(held().map(({ subject }) => subject)).toEqual(["agent:1", "buyer:a"]);
    }
  });

  test("is forwarded with an increasing clock, whatever its own", () => {
    const { awareness, told } = openHearer();
    awareness.applyRemote("a", [state(7, 2 ** 50)], "news");
    awareness.applyRemote("a", [gone(7, 5)], "news");
    awareness.applyRemote("a", [state(7, 6)], "news");
    const clocks = told.map(({ entry }) => entry.clock);
    expect(clocks).toEqual(clocks.toSorted((one, other) => one - other));
    expect(new Set(clocks).size).toBe(3);
  });

  test("is forwarded as already known to other processes", () => {
    const { awareness, told } = openHearer();
    awareness.applyRemote("a", [state(7, 1)], "news");
    awareness.applyRemote("a", [gone(7, 2)], "news");
    expect(told.map(({ own }) => own)).toEqual([undefined, undefined]);
  });
});
