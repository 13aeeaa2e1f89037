import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { encodeUpdate } from "../../../../server/protocol/encodeFrames.ts";
import { documentVersion } from "../../../../server/rooms/document/documentVersion.ts";
import { openTestNodes, type TestNodes } from "../../../support/nodes/nodesHarness.ts";
import type { NodePerson } from "../../../support/nodes/nodePerson.ts";

const NODES = 3;
const FORGED = 4_000_000_007;

interface Cast {
  readonly agents: readonly NodePerson[];
  readonly buyers: readonly NodePerson[];
}

/** An event in a deployment; `node` is the process, `who` the recipient. */
type Step =
  | { readonly kind: "write"; readonly who: number; readonly number: number }
  | { readonly kind: "shortlist"; readonly who: number; readonly add: boolean }
  | { readonly kind: "say" | "leave" | "forge"; readonly who: number }
  | { readonly kind: "move"; readonly who: number; readonly node: number }
  | { readonly kind: "cut" | "heal"; readonly node: number }
  | { readonly kind: "drop"; readonly count: number }
  | { readonly kind: "pass"; readonly ms: number };

const who = fc.nat(3);
const node = fc.nat(NODES - 1);
const kind = <Kind extends Step["kind"]>(name: Kind) => fc.constant(name);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: kind("write"), who, number: fc.nat(1000) }),
  fc.record({ kind: kind("shortlist"), who, add: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("say" as const, "leave" as const, "forge" as const), who }),
  fc.record({ kind: kind("move"), who, node }),
  fc.record({ kind: fc.constantFrom("cut" as const, "heal" as const), node }),
  fc.record({ kind: kind("drop"), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: kind("pass"), ms: fc.constantFrom(1, 40, 1000, 5000, 30_000) }),
);

const pick = <One>(from: readonly One[], index: number): One => {
  const found = from[index % from.length];
  if (found === undefined) throw new Error("nobody");
  return found;
};

/** A manipulated buyer's page writes under an unused id. */
function forge(buyer: NodePerson): void {
  const doc = new Y.Doc();
  doc.clientID = FORGED;
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(buyer.doc));
  const before = Y.encodeStateVector(doc);
  doc.getArray("presentation").push([{ key: "shortlist/b1-12", val: true }]);
  buyer.receive(encodeUpdate(Y.encodeStateAsUpdate(doc, before)));
  doc.destroy();
}

async function take(test: TestNodes, { agents, buyers }: Cast, one: Step): Promise<void> {
  const everybody = [...agents, ...buyers];
  switch (one.kind) {
    case "write":
      return pick(agents, one.who).write({ filters: { price: { min: one.number } } });
    case "shortlist":
      return pick(agents, one.who).write({
        shortlist: one.add ? { add: ["b1-1", "b1-2"] } : { remove: ["b1-1"] },
      });
    case "say":
      return pick(everybody, one.who).say({});
    case "leave":
      return pick(everybody, one.who).leave();
    case "forge":
      return forge(pick(buyers, one.who));
    case "move":
      return pick(everybody, one.who).connect(test.at(one.node));
    case "cut":
      return test.node(one.node).relay.cut();
    case "heal":
      return test.node(one.node).relay.heal();
    case "drop":
      return test.hub.dropNext(one.count);
    case "pass":
      return test.pass(one.ms);
  }
}

/** Reconnects everybody, repairs all connections, and waits until pending requests are done. */
async function settle(test: TestNodes, { agents, buyers }: Cast): Promise<void> {
  test.hub.dropNext(-Infinity);
  for (const { relay } of test.nodes) relay.heal();
  for (const [index, one] of [...agents, ...buyers].entries()) {
    if (!one.isIn) await one.connect(test.at(index % NODES));
    one.say({});
  }
  await test.pass(45_000);
  for (const one of [...agents, ...buyers]) {
    if (!one.isIn) await one.connect(test.at(0));
    one.say({});
  }
  await test.pass(1000);
}

test("documents and participants converge after any writes, losses and cuts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const test = await openTestNodes(NODES);
      const cast: Cast = {
        agents: [test.person("agent", "agent:1"), test.person("agent", "agent:2")],
        buyers: [test.person("buyer", "buyer:1"), test.person("buyer", "buyer:2")],
      };
      const everybody = [...cast.agents, ...cast.buyers];
      for (const [index, one] of everybody.entries()) await one.connect(test.at(index % NODES));
      for (const one of steps) await take(test, cast, one);
      await settle(test, cast);
      expect(everybody.map(({ isIn }) => isIn)).toEqual([true, true, true, true]);
      const versions = everybody.map(({ doc }) => documentVersion(doc));
      expect(new Set(versions).size).toBe(1);
      for (const { doc } of everybody) expect(doc.store.clients.has(FORGED)).toBe(false);
      const names = (one: NodePerson) => Object.keys(one.others).toSorted();
      const [first, second] = cast.agents;
      expect(first && names(first)).toEqual(["agent:2", "buyer:1", "buyer:2"]);
      expect(second && names(second)).toEqual(["agent:1", "buyer:1", "buyer:2"]);
      for (const buyer of cast.buyers) expect(names(buyer)).toEqual(["agent:1", "agent:2"]);
      const reaches = everybody.flatMap(({ states }) => states.map(({ reach }) => reach));
      expect(reaches.every((reach) => reach === undefined)).toBe(true);
      for (const { rooms } of test.nodes) await rooms.close();
      for (const one of everybody) one.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);
