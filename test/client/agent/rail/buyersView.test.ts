import { describe, expect, test } from "vitest";
import { buyersView } from "../../../../client/agent/rail/buyersView.ts";
import type { ViewerPresence } from "../../../../client/session/types.ts";
import { unitView } from "../../../../schema/presentation/presentation.ts";

const viewer = (name: string, more: Partial<ViewerPresence> = {}): ViewerPresence => ({
  clientId: 1,
  name,
  attention: { state: "following" },
  sinceMs: 0,
  attentionSinceMs: 0,
  lost: false,
  ...more,
});
const exploring = (name: string, unit: string, attentionSinceMs: number) =>
  viewer(name, { attention: { state: "exploring", view: unitView(unit) }, attentionSinceMs });

describe("trap 60: the small phone shows what the buyer has on the screen", () => {
  test("what is presented, while somebody follows it or nobody is there", () => {
    expect(buyersView([])).toBeUndefined();
    expect(buyersView([viewer("Bob")])).toBeUndefined();
    expect(buyersView([viewer("Bob"), exploring("Carol", "b1-1", 5)])).toBeUndefined();
  });

  test("what the one who looks around sees, and of several the one who turned last", () => {
    const bob = exploring("Bob", "b1-1", 5);
    expect(buyersView([bob])).toEqual({ name: "Bob", view: unitView("b1-1") });
    expect(buyersView([bob, exploring("Carol", "b1-2", 9)])?.name).toBe("Carol");
  });

  test("who has the screen off or is lost counts for nothing", () => {
    const bob = exploring("Bob", "b1-1", 5);
    expect(buyersView([bob, viewer("Carol", { lost: true })])?.name).toBe("Bob");
    expect(buyersView([bob, viewer("Carol", { attention: { state: "hidden" } })])?.name).toBe(
      "Bob",
    );
    expect(buyersView([viewer("Carol", { attention: { state: "exploring" } })])).toBeUndefined();
  });
});
