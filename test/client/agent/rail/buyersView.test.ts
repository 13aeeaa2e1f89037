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

describe("trap 60: the small phone shows the buyer's screen", () => {
  test("the presented view, while a buyer follows it or none is there", () => {
    expect(buyersView([])).toBeUndefined();
    expect(buyersView([viewer("Bob")])).toBeUndefined();
    expect(buyersView([viewer("Bob"), exploring("Carol", "b1-1", 5)])).toBeUndefined();
  });

  test("the view of an exploring buyer, and of several the one who changed it last", () => {
    const bob = exploring("Bob", "b1-1", 5);
    expect(buyersView([bob])).toEqual({ name: "Bob", view: unitView("b1-1") });
    expect(buyersView([bob, exploring("Carol", "b1-2", 9)])?.name).toBe("Carol");
  });

  test("a buyer with the screen off or disconnected is ignored", () => {
    const bob = exploring("Bob", "b1-1", 5);
    expect(buyersView([bob, viewer("Carol", { lost: true })])?.name).toBe("Bob");
    expect(buyersView([bob, viewer("Carol", { attention: { state: "hidden" } })])?.name).toBe(
      "Bob",
    );
    expect(buyersView([viewer("Carol", { attention: { state: "exploring" } })])).toBeUndefined();
  });
});
