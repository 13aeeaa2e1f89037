import { describe, expect, test } from "vitest";
import { HOUR_MS, openTestNodes } from "../../../support/nodes/nodesHarness.ts";

describe("while storage is down", () => {
  const open = async () => {
    const test = await openTestNodes(1);
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(0));
    await buyer.connect(test.at(0));
    await test.node(0).create("q", HOUR_MS);
    test.node(0).loseStorage(true);
    return { ...test, agent, buyer };
  };

  test("participants of a live room can reconnect and continue", async () => {
    const { agent, buyer, at, pass } = await open();
    for (const one of [agent, buyer]) await one.connect(at(0));
    expect([agent.refused, buyer.refused]).toEqual([undefined, undefined]);
    agent.write({ shortlist: { add: ["b1-1"] } });
    await pass(10);
    expect(buyer.state.shortlist).toEqual(["b1-1"]);
  });

  test("a room that is not open cannot be entered for now", async () => {
    const { node } = await open();
    expect((await node(0).enter("q", "buyer")).refused).toBe("overload");
    expect(await node(0).rooms.whyClosed("q")).toBeUndefined();
  });

  test("a room known to have ended cannot be entered", async () => {
    const { agent, at, pass } = await open();
    await at(0).end("room-p", "ended");
    await pass(10);
    await agent.connect(at(0));
    expect(agent.refused).not.toBeUndefined();
  });

  test("unresponsive storage delays nobody for long", async () => {
    const { node, agent, at, pass, storage } = await open();
    node(0).loseStorage(false);
    storage.presentations.find = () => new Promise(() => undefined);
    let isBack = false;
    const coming = agent.connect(at(0)).then(() => (isBack = true));
    await pass(2500);
    await coming;
    expect([isBack, agent.refused]).toEqual([true, undefined]);
  });
});
