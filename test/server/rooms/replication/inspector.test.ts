import { expect, test } from "vitest";
import { INSPECTION_REQUEST } from "../../../../schema/protocol/inspection.ts";
import { openTestNodes } from "../../../support/nodes/nodesHarness.ts";

test("an inspector receives the participants of other processes, with their process", async () => {
  const { node, person, at, pass } = await openTestNodes(2);
  const [agent, buyer, inspector] = [person("agent"), person("buyer"), person("inspector")];
  await agent.connect(at(0));
  await buyer.connect(at(1));
  buyer.say({ attention: { state: "following" } });
  await inspector.connect(at(0));
  inspector.receive(INSPECTION_REQUEST);
  await pass(1500);
  const people = inspector.batches.findLast((batch) => batch.people !== undefined)?.people ?? [];
  expect(people.find(({ role }) => role === "buyer")).toMatchObject({
    subject: "buyer:1",
    node: node(1).relay.node,
    clientId: buyer.doc.clientID,
    transport: "websocket",
  });
  expect(people.find(({ role }) => role === "agent")).not.toHaveProperty("node");
  expect(new Set(people.map(({ who }) => who)).size).toBe(3);
  const documents = inspector.batches.filter(({ document }) => document !== undefined).length;
  const colleague = person("agent", "agent:2");
  await colleague.connect(at(1));
  colleague.write({ shortlist: { add: ["b1-1"] } });
  await pass(1500);
  expect(inspector.batches.filter(({ document }) => document !== undefined).length).toBe(
    documents + 1,
  );
});
