import { expect, test } from "vitest";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openRelayHub, type MemoryRelay } from "../../support/nodes/memoryRelay.ts";
import { describeRelay } from "./contract.ts";
import { listening } from "./relayListener.ts";

describeRelay("a hub in memory", async () => {
  const clock = new FakeClock();
  const hub = openRelayHub({ clock });
  const nodes: MemoryRelay[] = [];
  return {
    open: async () => {
      const node = hub.open();
      nodes.push(node);
      return node;
    },
    goAway: async () => nodes.forEach((node) => node.cut()),
    comeBack: async () => nodes.forEach((node) => node.heal()),
    pass: async (ms) => clock.advance(ms),
  };
});

test("dropped messages are reported with the next message of the same sender", async () => {
  const hub = openRelayHub({ clock: new FakeClock() });
  const [here, there, third] = [hub.open(), hub.open(), hub.open()];
  const listener = await listening(there, "room");
  hub.dropNext();
  for (const text of ["lost", "found", "next"]) here.publish("room", Buffer.from(text));
  third.publish("room", Buffer.from("other"));
  await listener.until(({ texts }) => texts.length === 3);
  const [from, other] = [here.node, third.node];
  expect(listener.events).toEqual([
    "missed",
    "missed",
    [from, "found"],
    [from, "next"],
    [other, "other"],
  ]);
});
