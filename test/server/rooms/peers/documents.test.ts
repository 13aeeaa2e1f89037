import { describe, expect, test } from "vitest";
import { openTestNodes } from "../../../support/nodesHarness.ts";

const unit = (name: string) => ({ view: { screen: "unit", unit: name } }) as const;

describe("a room in two processes", () => {
  test("what the agent writes in one reaches the buyer in the other at once", async () => {
    const { at, person, pass } = await openTestNodes(2);
    const [agent, buyer] = [person("agent"), person("buyer")];
    await agent.connect(at(0));
    await buyer.connect(at(1));
    await pass(200);
    agent.write(unit("b1-1"));
    await pass(1);
    expect(buyer.state.view).toEqual({ screen: "unit", unit: "b1-1" });
    agent.say({ highlight: { anchor: "unit:b1-1" } });
    buyer.say({ attention: { state: "following" } });
    await pass(40);
    expect(buyer.others).toMatchObject({ "agent:1": { highlight: { anchor: "unit:b1-1" } } });
    expect(agent.others).toMatchObject({ "buyer:1": { attention: { state: "following" } } });
  });
});
