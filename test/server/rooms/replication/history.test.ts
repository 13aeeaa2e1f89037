import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareMoments, type Moment } from "../../../../schema/history/moment.ts";
import { stateAt } from "../../../../schema/history/stateAt.ts";
import type { NodePerson } from "../../../support/nodes/nodePerson.ts";
import { openTestNodes, type TestNodes } from "../../../support/nodes/nodesHarness.ts";
import { inLong } from "../../../support/size.ts";
import { anyStep, anyVisit, FAILED_ONCE, type Step } from "./historySteps.ts";

const ROOM = "room-p";

const momentsOf = async ({ storage }: TestNodes): Promise<readonly Moment[]> =>
  storage.history.load(ROOM);

const withoutStamps = (moments: readonly Moment[]): readonly object[] =>
  moments.map(({ at: _at, node: _node, n: _n, ...content }) => content);

/** Crashed processes are replaced by new ones; participants reconnect to the next running one. */
class Deployment {
  readonly test: TestNodes;
  readonly agents: readonly NodePerson[];
  readonly people: readonly NodePerson[];
  readonly #running: number[];

  constructor(test: TestNodes, processes: number) {
    this.test = test;
    this.#running = Array.from({ length: processes }, (_, index) => index);
    this.agents = [test.person("agent", "agent:1"), test.person("agent", "agent:2")];
    this.people = [
      ...this.agents,
      test.person("buyer", "buyer:1"),
      test.person("buyer", "buyer:2"),
      // A second tab.
      test.person("buyer", "buyer:1"),
    ];
  }

  #at(index: number): number {
    return this.#running[index % this.#running.length] ?? 0;
  }

  person(index: number): NodePerson {
    return pick(this.people, index);
  }

  agent(index: number): NodePerson {
    return pick(this.agents, index);
  }

  async enter(one: NodePerson, index: number): Promise<void> {
    await one.connect(this.test.at(this.#at(index)));
  }

  relayOf(index: number) {
    return this.test.node(this.#at(index)).relay;
  }

  /** Disconnects everybody without a close, and reconnects them to the next process. */
  async crash(index: number): Promise<void> {
    const dead = this.#at(index);
    const rooms = this.test.at(dead);
    this.test.node(dead).kill();
    await this.test.start();
    this.#running.splice(index % this.#running.length, 1, this.test.nodes.length - 1);
    for (const [at, one] of this.people.entries()) {
      if (one.isAt(rooms)) await this.#comeBack(one, at);
    }
  }

  async #comeBack(one: NodePerson, index: number): Promise<void> {
    await one.connect(this.test.at(this.#at(index)), "silently");
  }

  async settle(): Promise<void> {
    this.test.hub.dropNext(-Infinity);
    for (const index of this.#running.keys()) this.relayOf(index).heal();
    for (const [index, one] of this.people.entries()) {
      if (!one.isIn) await this.enter(one, index);
      one.say({});
    }
    await this.test.pass(60_000);
  }

  async close(): Promise<void> {
    for (const one of this.people) one.leave();
    await this.test.pass(1000);
    for (const index of this.#running) await this.test.at(index).close();
    for (const one of this.people) one.close();
  }
}

function pick<One>(from: readonly One[], index: number): One {
  const found = from[index % from.length];
  if (found === undefined) throw new Error("nobody");
  return found;
}

/** Awareness is sent every 40 ms: longer than that, so that a pause is known at another process before its presenter is. */
const HEARD_MS = 50;

async function take(deployment: Deployment, one: Step): Promise<void> {
  switch (one.kind) {
    case "write":
      return deployment.agent(one.who).write(one.change);
    case "pause":
      deployment.agent(one.who).say({ mirroring: "paused" });
      return deployment.test.pass(HEARD_MS);
    case "resume":
      deployment.agent(one.who).say({});
      return deployment.test.pass(HEARD_MS);
    case "leave":
      return deployment.person(one.who).leave();
    case "move":
      // No participant reaches another process in the millisecond of leaving one.
      deployment.person(one.who).leave();
      await deployment.test.pass(1);
      return deployment.enter(deployment.person(one.who), one.node);
    case "cut":
      return deployment.relayOf(one.node).cut();
    case "heal":
      return deployment.relayOf(one.node).heal();
    case "crash":
      return deployment.crash(one.node);
    case "drop":
      return deployment.test.hub.dropNext(one.count);
    case "pass":
      return deployment.test.pass(one.ms);
  }
}

const DISTURBANCES: ReadonlySet<string> = new Set(["cut", "drop", "crash"]);

/** Moments between a pause and its end, of which there must be none. */
function writtenWhilePaused(moments: readonly Moment[]): readonly Moment[] {
  let pausedAt: number | undefined;
  return moments.filter(({ kind, at }) => {
    const isWithin = pausedAt !== undefined && at > pausedAt;
    if (kind === "paused") pausedAt ??= at;
    else if (kind === "resumed") pausedAt = undefined;
    return isWithin && kind !== "paused" && kind !== "resumed";
  });
}

/** Participants whose arrivals and departures do not alternate. */
function unevenVisits(moments: readonly Moment[]): readonly string[] {
  const there = new Map<string, boolean>();
  return moments.flatMap(({ kind, by = "" }) => {
    if (kind !== "joined" && kind !== "left") return [];
    const isEven = (there.get(by) ?? false) === (kind === "left");
    there.set(by, kind === "joined");
    return isEven ? [] : [`${by} ${kind}`];
  });
}

describe("a history written by several processes", () => {
  test(
    "after any writes, losses, cuts and crashes, the history's final state equals the document's",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 3 }),
          fc.array(anyStep, { maxLength: 30 }),
          async (processes, steps) => {
            const test = await openTestNodes(processes);
            const deployment = new Deployment(test, processes);
            for (const [index, one] of deployment.people.entries()) {
              await deployment.enter(one, index);
            }
            for (const one of steps) await take(deployment, one);
            await deployment.settle();
            const { state } = deployment.agent(0);
            await deployment.close();
            const moments = await momentsOf(test);
            expect(moments).toEqual(moments.toSorted(compareMoments));
            expect(new Set(moments.map((one) => `${one.node} ${one.n}`)).size).toBe(moments.length);
            expect(stateAt("tiny", moments, Infinity)).toEqual(state);
            const there = new Set<string>();
            for (const { kind, by = "" } of moments) {
              if (kind === "joined") there.add(by);
              if (kind === "left") there.delete(by);
            }
            expect([...there]).toEqual([]);
            // A disconnected process is not informed of a pause.
            const isConnected = !steps.some(({ kind }) => DISTURBANCES.has(kind));
            expect(isConnected ? writtenWhilePaused(moments) : []).toEqual([]);
            // After a crash each process may record a participant's arrival once more.
            const count = (kind: string) =>
              isConnected ? moments.filter((one) => one.kind === kind).length : 0;
            expect(count("left")).toBe(count("joined"));
          },
        ),
        { numRuns: inLong(10_000, 60), examples: FAILED_ONCE },
      );
    },
    inLong(1_200_000, 60_000),
  );

  test(
    "a participant's arrivals and departures alternate, whichever processes have their tabs, even across pauses",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 3 }),
          fc.array(anyVisit, { maxLength: 20 }),
          async (processes, steps) => {
            const test = await openTestNodes(processes);
            const deployment = new Deployment(test, processes);
            // The presenters, who pause, are present from the beginning.
            await deployment.enter(deployment.agent(0), 0);
            await deployment.enter(deployment.agent(1), 1);
            await test.pass(1000);
            for (const one of steps) {
              if (one.kind === "move") deployment.person(one.who).leave();
              await test.pass(10);
              await take(deployment, one);
              await test.pass(1000);
            }
            await deployment.close();
            expect(unevenVisits(await momentsOf(test))).toEqual([]);
          },
        ),
        { numRuns: inLong(5_000, 100) },
      );
    },
    inLong(600_000, 60_000),
  );

  const kinds = (moments: readonly Moment[], by: string): readonly string[] =>
    moments.filter((moment) => moment.by === by).map(({ kind }) => kind);

  test("contains a status set on another process than the agent's, once", async () => {
    const test = await openTestNodes(3);
    const [agent, colleague] = [test.person("agent", "agent:1"), test.person("agent", "agent:2")];
    await agent.connect(test.at(1));
    await colleague.connect(test.at(2));
    await test.pass(1000);
    const [by, change] = ["agent:3", { unit: "b1-1", status: "sold" } as const];
    const unknown = { ...change, unit: "b1-99" };
    await test.at(0).recordStatuses("tiny", { by, units: [unknown, change] });
    await test.at(0).recordStatuses("other", { by, units: [change] });
    await test.pass(1000);
    const written = withoutStamps(await momentsOf(test)).slice(-1);
    expect(written).toEqual([{ kind: "status", by, ...change }]);
    expect(kinds(await momentsOf(test), "agent:3")).toEqual(["status"]);
  });

  test("records a departure for participants of a crashed process who do not return", async () => {
    const test = await openTestNodes(2);
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(0));
    await buyer.connect(test.at(1));
    await test.pass(10_000);
    test.node(1).kill();
    await test.pass(40_000);
    expect(kinds(await momentsOf(test), "buyer:1")).toEqual(["joined", "left"]);
  });

  test("records no departure for a participant who returns to another process", async () => {
    const test = await openTestNodes(2);
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(0));
    await buyer.connect(test.at(1));
    await test.pass(10_000);
    test.node(1).kill();
    await buyer.connect(test.at(0), "silently");
    await test.pass(40_000);
    expect(kinds(await momentsOf(test), "buyer:1")).toEqual(["joined"]);
    buyer.leave();
    await test.pass(1000);
    expect(kinds(await momentsOf(test), "buyer:1")).toEqual(["joined", "left"]);
  });

  test.each([
    ["of the process that wrote the arrival", [0, 1, 2], 0],
    ["of a process that never had the buyer", [0, 1], 2],
    ["of the process that wrote the arrival, without a tab there", [2, 0, 1], 2],
  ])(
    "records one departure of a buyer with tabs on two processes after the crash %s",
    async (_name, order, dead) => {
      for (const leaving of [0, 1]) {
        const test = await openTestNodes(3);
        const agent = test.person("agent");
        const living = [0, 1, 2].filter((index) => index !== dead);
        await agent.connect(test.at(living[0] ?? 0));
        await test.pass(1000);
        const tabs = new Map<number, NodePerson>();
        for (const index of order) {
          const tab = test.person("buyer", "buyer:1");
          await tab.connect(test.at(index));
          await test.pass(1000);
          tabs.set(index, tab);
        }
        await test.pass(10_000);
        if (leaving === 1) tabs.get(dead)?.leave();
        await test.pass(1000);
        test.node(dead).kill();
        await test.pass(60_000);
        const [first, second] = living.map((index) => tabs.get(index));
        for (const tab of leaving === 0 ? [first, second] : [second, first]) {
          expect(kinds(await momentsOf(test), "buyer:1")).toEqual(["joined"]);
          tab?.leave();
          await test.pass(1000);
        }
        expect(kinds(await momentsOf(test), "buyer:1")).toEqual(["joined", "left"]);
      }
    },
  );

  test("records one departure of a buyer whose first tab is closed when another process goes", async () => {
    const test = await openTestNodes(3);
    const [agent, first, second] = [
      test.person("agent"),
      test.person("buyer", "buyer:1"),
      test.person("buyer", "buyer:1"),
    ];
    await agent.connect(test.at(2));
    await first.connect(test.at(0));
    await test.pass(1000);
    await second.connect(test.at(1));
    await test.pass(10_000);
    first.leave();
    await test.pass(1000);
    test.node(2).kill();
    await test.pass(60_000);
    second.leave();
    await test.pass(1000);
    expect(kinds(await momentsOf(test), "buyer:1")).toEqual(["joined", "left"]);
  });

  test("contains moments that a crashed process had not written", async () => {
    const test = await openTestNodes(2);
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(1));
    await buyer.connect(test.at(0));
    await test.pass(10_000);
    agent.write({ view: { screen: "unit", unit: "b1-2" } });
    await Promise.resolve();
    test.node(1).kill();
    await test.pass(40_000);
    const last = stateAt("tiny", await momentsOf(test), Infinity);
    expect(last?.view).toEqual({ screen: "unit", unit: "b1-2" });
  });

  test("contains no heart set on a process without the room while mirroring is paused", async () => {
    const test = await openTestNodes(2);
    const agent = test.person("agent");
    await agent.connect(test.at(0));
    const record = await test.node(0).find("p");
    if (record === undefined) throw new Error("no presentation");
    const heart = (unit: string) =>
      test.at(1).record(record, { kind: "heart", by: "buyer:1", unit, liked: true });
    agent.say({ mirroring: "paused" });
    await test.pass(1000);
    await heart("b1-1");
    agent.say({});
    await test.pass(1000);
    await heart("b1-2");
    const hearts = withoutStamps(await momentsOf(test)).filter((moment) => "liked" in moment);
    expect(hearts).toEqual([{ kind: "heart", by: "buyer:1", unit: "b1-2", liked: true }]);
  });
});
