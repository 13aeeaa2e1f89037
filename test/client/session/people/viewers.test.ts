import { describe, expect, test } from "vitest";
import { LOST_FOR_MS, trackViewers } from "../../../../client/session/people/viewers.ts";

const following = { role: "buyer", name: "Amal", attention: { state: "following" } };
const exploring = {
  role: "buyer",
  name: "Amal",
  attention: { state: "exploring", view: { screen: "unit", unit: "b-1404" } },
};
const states = (...all: readonly (readonly [number, unknown])[]) => new Map(all);
const list = (tracked: ReturnType<typeof trackViewers>) =>
  [...tracked.values()].map(({ presence }) => presence);

describe("the viewers", () => {
  test("are the buyers, each since it was first seen", () => {
    const first = trackViewers(
      new Map(),
      states([1, following], [2, { role: "agent", name: "A" }]),
      10,
    );
    const second = trackViewers(first, states([1, exploring]), 50);
    expect(list(second)).toEqual([
      {
        clientId: 1,
        name: "Amal",
        attention: exploring.attention,
        sinceMs: 10,
        attentionSinceMs: 50,
        lost: false,
      },
    ]);
  });

  test("have the homes they like, as the server reports them", () => {
    const first = trackViewers(new Map(), states([1, following]), 10);
    const liking = trackViewers(first, states([1, { ...following, hearts: ["b-1204"] }]), 20);
    expect(list(liking)).toMatchObject([{ hearts: ["b-1204"], attentionSinceMs: 10 }]);
    expect(list(trackViewers(liking, states([1, following]), 30))[0]?.hearts).toBeUndefined();
  });

  test("are the same map while nothing changed", () => {
    const first = trackViewers(new Map(), states([1, following]), 10);
    expect(trackViewers(first, states([1, { ...following }]), 20)).toBe(first);
  });

  test("keep their position while briefly disconnected, then leave", () => {
    const first = trackViewers(new Map(), states([1, following]), 0);
    const lost = trackViewers(first, states(), 100);
    expect(list(lost)[0]?.lost).toBe(true);
    expect(list(trackViewers(lost, states([1, following]), 200))[0]).toMatchObject({
      lost: false,
      sinceMs: 0,
    });
    expect(trackViewers(lost, states(), 100 + LOST_FOR_MS).size).toBe(0);
  });

  test("whose server is unreachable are shown as lost, and keep their position", () => {
    const first = trackViewers(new Map(), states([1, following]), 0);
    const lost = trackViewers(first, states([1, { ...following, reach: "lost" }]), 100);
    expect(list(lost)).toMatchObject([{ lost: true, sinceMs: 0 }]);
    const later = trackViewers(lost, states([1, { ...following, reach: "lost" }]), LOST_FOR_MS * 2);
    expect(later).toBe(lost);
    expect(list(trackViewers(later, states([1, following]), LOST_FOR_MS * 3))).toMatchObject([
      { lost: false, sinceMs: 0 },
    ]);
  });

  test("that reload keep their position under a new client id", () => {
    const first = trackViewers(new Map(), states([1, following]), 0);
    const lost = trackViewers(first, states(), 100);
    expect(list(trackViewers(lost, states([9, following]), 200))).toMatchObject([
      { clientId: 9, sinceMs: 0, lost: false },
    ]);
  });
});
