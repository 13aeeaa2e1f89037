import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReceiveSequence, SendSequence } from "../../../../server/relay/engine/sequences.ts";

/** The fate of one message: it may be lost, with or without its sender's knowledge. */
const anyFate = fc.constantFrom("arrives", "arrives", "arrives", "vanishes", "fails");

describe("sequences", () => {
  test("every gap is reported by the first message after it, and only by that", () => {
    fc.assert(
      fc.property(fc.array(anyFate, { maxLength: 60 }), (fates) => {
        const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
        incoming.receive("peer", outgoing.next("room"));
        const arrived = fates.map((fate) => {
          const heading = outgoing.next("room");
          if (fate === "fails") outgoing.lost("room");
          return fate === "arrives" ? incoming.receive("peer", heading) : undefined;
        });
        const expected = fates.map((fate, index) => {
          if (fate !== "arrives") return undefined;
          return index === 0 || fates[index - 1] === "arrives" ? "next" : "after_gap";
        });
        expect(arrived).toEqual(expected);
      }),
    );
  });

  test("a loss known to its sender is reported even to new receivers", () => {
    const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
    outgoing.lost("room");
    expect(incoming.receive("peer", outgoing.next("room"))).toBe("after_gap");
    expect(incoming.receive("peer", outgoing.next("room"))).toBe("next");
  });

  test("a receiver that starts in the middle reports no gap", () => {
    const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
    for (let count = 0; count < 7; count++) outgoing.next("room");
    expect(incoming.receive("peer", outgoing.next("room"))).toBe("next");
    expect(incoming.receive("another", outgoing.next("room"))).toBe("next");
  });

  test("late messages of an abandoned connection are detected", () => {
    const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
    const [first, second] = [outgoing.next("room"), outgoing.next("room")];
    outgoing.lost("room");
    const third = outgoing.next("room");
    const heard = [first, third, second, third].map((heading) => incoming.receive("peer", heading));
    expect(heard).toEqual(["next", "after_gap", "late", "late"]);
  });

  test("channels count separately, and a reopened one continues above its former count", () => {
    const outgoing = new SendSequence(2);
    const incoming = new ReceiveSequence();
    for (let count = 0; count < 5; count++) incoming.receive("peer", outgoing.next("old"));
    expect(outgoing.next("b").sequence).toBe(1);
    expect(outgoing.next("c")).toEqual({ sequence: 1, isAfterLoss: false });
    expect(incoming.receive("peer", outgoing.next("old"))).toBe("after_gap");
    expect(incoming.receive("peer", outgoing.next("old"))).toBe("next");
  });
});
