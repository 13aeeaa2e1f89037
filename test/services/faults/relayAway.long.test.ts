import { describe, expect, test } from "vitest";
import {
  end,
  openDesk,
  openPhone,
  others,
  person,
  sees,
  startOutage,
  shareCluster,
  theAgent,
  unit,
  type Outage,
} from "./clusterFixture.ts";
import type { RelayEngine } from "../../support/nodes/cluster.ts";
import { promised } from "../../support/clock/promised.ts";

/** The ways in which the second process can lack the relay. */
const KILLED: Outage = {
  begin: ({ relayServer }) => relayServer.kill(),
  finish: ({ relayServer }) => relayServer.start(),
};
const OUTAGES: Readonly<Record<string, Outage>> = {
  "is killed": KILLED,
  "stands still": {
    begin: ({ relayServer }) => relayServer.pause(),
    finish: ({ relayServer }) => relayServer.resume(),
  },
  "is unreachable for one process": {
    begin: (cluster) => cluster.node(1).toRelay.cut(),
    finish: (cluster) => cluster.node(1).toRelay.heal(),
  },
  "hangs for one process": {
    begin: (cluster) => cluster.node(1).toRelay.hang(),
    finish: (cluster) => cluster.node(1).toRelay.heal(),
  },
};

const LOST_WITHIN_MS = promised(5000);

const isLost = (state: Readonly<Record<string, unknown>> | undefined): boolean =>
  state?.["reach"] === "lost";

/** With PostgreSQL as the relay, writes wait for it as well. */
describe.each<RelayEngine>(["Redis", "PostgreSQL"])("over %s", (relay) => {
  const together = shareCluster(3, relay);

  describe.each(Object.entries(OUTAGES))("while it %s", (_name, outage) => {
    test("participants of one process continue, others are shown as lost within 5 s, and everything converges afterwards", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const near = await openPhone(cluster.node(0), presentation, "Near");
      const far = await openPhone(cluster.node(1), presentation, "Far");
      for (const phone of [near, far]) {
        phone.provider.awareness.setLocalState({ attention: { state: "following" } });
      }
      agent.provider.awareness.setLocalState({ highlight: { anchor: "unit:a-301" } });
      agent.writer.write({ view: unit("a-301") });
      await Promise.all([near, far].map((phone) => sees(phone, unit("a-301"))));
      await agent.until(() => person(agent, "Far") !== undefined);
      await far.until(() => theAgent(far) !== undefined);

      const mend = await startOutage(cluster, outage);
      const fromMs = performance.now();
      agent.writer.write({ view: unit("b-1204"), shortlist: { add: ["b-1204"] } });
      await sees(near, unit("b-1204"));
      await Promise.all([
        far.until(() => isLost(theAgent(far))),
        agent.until(() => isLost(person(agent, "Far"))),
      ]);
      expect(performance.now() - fromMs).toBeLessThan(LOST_WITHIN_MS);
      expect(isLost(theAgent(near))).toBe(false);
      expect(isLost(person(agent, "Near"))).toBe(false);
      expect([agent, near, far].flatMap(({ closes }) => closes)).toEqual([]);

      await mend();
      await sees(far, unit("b-1204"));
      await far.until(() => theAgent(far) !== undefined && !isLost(theAgent(far)));
      await agent.until(() => person(agent, "Far") !== undefined && !isLost(person(agent, "Far")));
      agent.writer.write({ view: unit("a-301") });
      await Promise.all([near, far].map((phone) => sees(phone, unit("a-301"))));
      expect(far.state()).toEqual(agent.state());
      expect(others(far).filter(isLost)).toEqual([]);
    });
  });
});

describe("a change made while Redis is away", () => {
  const together = shareCluster(3);

  test("is in storage for participants who join on another process", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const agent = await openDesk(cluster.node(0), presentation);
    const mend = await startOutage(cluster, KILLED);
    agent.writer.write({ view: unit("b-1204") });
    const late = await openPhone(cluster.node(1), presentation, "Late");
    await mend();
    await sees(late, unit("b-1204"));
    expect(late.state()).toEqual(agent.state());
  });

  test("ends a presentation on every process", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const agent = await openDesk(cluster.node(0), presentation);
    const buyer = await openPhone(cluster.node(1), presentation);
    const mend = await startOutage(cluster, KILLED);
    expect((await end(cluster, presentation)).status).toBe(204);
    await mend();
    for (const client of [agent, buyer]) {
      await client.until(() => client.closes.length > 0);
      expect(client.closes[0]).toEqual({ code: 4410, reason: "ended" });
    }
  });

  test("leaves one of two tabs presenting, with the writes of both", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const first = await openDesk(cluster.node(0), presentation);
    const buyer = await openPhone(cluster.node(2), presentation);
    const mend = await startOutage(cluster, KILLED);
    const second = await openDesk(cluster.node(1), presentation);
    first.writer.write({ shortlist: { add: ["a-301"] } });
    second.writer.write({ shortlist: { add: ["b-1204"] } });
    await mend();
    await buyer.until(() => buyer.state()?.shortlist.length === 2);
    const tabs = [first, second];
    await Promise.race(tabs.map((tab) => tab.until(() => tab.closes.length > 0)));
    const last = tabs.find((tab) => tab.closes.length === 0);
    expect(tabs.flatMap(({ closes }) => closes)).toEqual([{ code: 4409, reason: "replaced" }]);
    last?.writer.write({ view: unit("b-1204") });
    await sees(buyer, unit("b-1204"));
    expect(buyer.state()?.shortlist).toEqual(["a-301", "b-1204"]);
  });
});
