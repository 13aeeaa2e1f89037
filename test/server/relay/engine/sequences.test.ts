import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReceiveSequence, SendSequence } from "../../../../server/relay/engine/sequences.ts";

/** What happens to one message on its way: it may vanish, with or without its sender knowing. */
const anyFate = fc.constantFrom("arrives", "arrives", "arrives", "vanishes", "fails");

describe("sequences", () => {
  test("whatever is lost, the first that arrives after it says so, and nothing else does", () => {
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

  test("a loss that its sender knows of is told even to who never heard of that sender", () => {
    const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
    outgoing.lost("room");
    expect(incoming.receive("peer", outgoing.next("room"))).toBe("after_gap");
    expect(incoming.receive("peer", outgoing.next("room"))).toBe("next");
  });

  test("whoever begins to listen in the middle has missed nothing by that", () => {
    const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
    for (let count = 0; count < 7; count++) outgoing.next("room");
    expect(incoming.receive("peer", outgoing.next("room"))).toBe("next");
    expect(incoming.receive("another", outgoing.next("room"))).toBe("next");
  });

  test("what comes late, by a connection that was given up, is known as such", () => {
    const [outgoing, incoming] = [new SendSequence(), new ReceiveSequence()];
    const [first, second] = [outgoing.next("room"), outgoing.next("room")];
    outgoing.lost("room");
    const third = outgoing.next("room");
    const heard = [first, third, second, third].map((heading) => incoming.receive("peer", heading));
    expect(heard).toEqual(["next", "after_gap", "late", "late"]);
  });

  test("channels count by themselves, and a forgotten one goes on above what it had", () => {
    const outgoing = new SendSequence(2);
    const incoming = new ReceiveSequence();
    for (let count = 0; count < 5; count++) incoming.receive("peer", outgoing.next("old"));
    expect(outgoing.next("b").sequence).toBe(1);
    expect(outgoing.next("c")).toEqual({ sequence: 1, isAfterLoss: false });
    expect(incoming.receive("peer", outgoing.next("old"))).toBe("after_gap");
    expect(incoming.receive("peer", outgoing.next("old"))).toBe("next");
  });
});
