import { describe, expect, onTestFinished, test } from "vitest";
import type { ProblemDetails } from "../../../schema/protocol/problems.ts";
import { openBalancer } from "../../support/services/balancer.ts";
import type { Cluster } from "../../support/nodes/cluster.ts";
import { findDocument } from "../../support/nodes/historyStorage.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import {
  askUntil,
  describeOn,
  end,
  extend,
  openDesk,
  openPhone,
  sees,
  statusOf,
  startOutage,
  shareCluster,
  unit,
  type Outage,
} from "./clusterFixture.ts";

const together = shareCluster(3);

const OUTAGES: Readonly<Record<string, Outage>> = {
  "is killed": {
    begin: ({ postgres }) => postgres.kill(),
    finish: ({ postgres }) => postgres.start(),
  },
  "stands still": {
    begin: ({ postgres }) => postgres.pause(),
    finish: ({ postgres }) => postgres.resume(),
  },
};

const answerOf = async (asked: Promise<Response>): Promise<readonly [number, string]> => {
  const response = await asked;
  const { code } = (await response.json()) as Partial<ProblemDetails>;
  return [response.status, code ?? ""];
};

const create = (cluster: Cluster, { agentToken }: Presentation) =>
  answerOf(cluster.call("POST", "/api/presentations", { project: "lagoon-terraces" }, agentToken));

const statuses = (cluster: Cluster, path: string) =>
  Promise.all(cluster.nodes.map(({ url }) => statusOf(url, path)));

// A killed server is away at once; a suspended one keeps its connections.
describe.each(Object.entries(OUTAGES))("while PostgreSQL %s", (_name, outage) => {
  test("live presentations continue, new ones are refused, and everything is stored afterwards", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const agent = await openDesk(cluster.node(0), presentation);
    const buyers = await Promise.all(
      [0, 1, 2].map((at) => openPhone(cluster.node(at), presentation, `Buyer ${at}`)),
    );
    const mend = await startOutage(cluster, outage);
    agent.writer.write({ view: unit("b-1204"), shortlist: { add: ["b-1204"] } });
    await Promise.all(buyers.map((buyer) => sees(buyer, unit("b-1204"))));
    expect(await create(cluster, presentation)).toEqual([503, "unavailable"]);
    expect(await statuses(cluster, "/readyz")).toEqual([503, 503, 503]);
    expect(await statuses(cluster, "/healthz")).toEqual([200, 200, 200]);
    agent.writer.write({ view: unit("a-301") });
    await Promise.all(buyers.map((buyer) => sees(buyer, unit("a-301"))));

    await mend();
    await askUntil(
      () => statuses(cluster, "/readyz"),
      (found) => found.every((status) => status === 200),
    );
    await askUntil(
      () => findDocument(cluster.postgres.url, presentation.room),
      (found) => JSON.stringify(found?.state.view) === JSON.stringify(unit("a-301")),
    );
    const kept = await findDocument(cluster.postgres.url, presentation.room);
    expect(kept?.state).toEqual(agent.state());
    expect((await create(cluster, presentation))[0]).toBe(201);
    expect([agent, ...buyers].flatMap(({ closes }) => closes)).toEqual([]);
  });

  test("a participant that loses the connection returns to a process with the room", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const line = await openBalancer([cluster.node(0)]);
    onTestFinished(() => line.close());
    const agent = await openDesk(cluster.node(0), presentation);
    const buyer = await openPhone(line, presentation);
    const mend = await startOutage(cluster, outage);
    line.drop();
    await buyer.until(() => !buyer.provider.wsconnected);
    agent.writer.write({ view: unit("b-1204") });
    await sees(buyer, unit("b-1204"));
    await mend();
    expect(buyer.closes.filter(({ code }) => code >= 4000)).toEqual([]);
  });

  test("a participant that reconnects to another process has everything afterwards", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const line = await openBalancer([cluster.node(1), cluster.node(2)]);
    onTestFinished(() => line.close());
    const agent = await openDesk(cluster.node(0), presentation);
    const buyer = await openPhone(line, presentation);
    const mend = await startOutage(cluster, outage);
    line.drop();
    await buyer.until(() => !buyer.provider.wsconnected);
    agent.writer.write({ view: unit("b-1204") });
    await sees(agent, unit("b-1204"));
    await mend();
    await sees(buyer, unit("b-1204"));
    expect(buyer.state()).toEqual(agent.state());
    expect(buyer.closes.filter(({ code }) => code >= 4000)).toEqual([]);
  });

  test("ending disconnects everybody at once, on any process, and is stored afterwards", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const agent = await openDesk(cluster.node(0), presentation);
    const buyers = await Promise.all(
      [0, 1].map((at) => openPhone(cluster.node(at), presentation, `Buyer ${at}`)),
    );
    const late = await presentation.join("Late");
    const mend = await startOutage(cluster, outage);
    const answer = await end(cluster, presentation);
    expect([answer.status, await answer.json()]).toMatchObject([202, { status: "pending" }]);
    const all = [agent, ...buyers];
    await Promise.all(all.map((who) => who.until(() => who.closes.length > 0)));
    expect(all.map(({ closes }) => closes[0]?.code)).toEqual([4410, 4410, 4410]);
    for (const at of [0, 1]) {
      const again = openStockClient(cluster.node(at).url, presentation.room, late.token);
      await again.until(() => again.closes.length > 0);
      expect(again.closes[0]?.code).toBe(4410);
    }
    await mend();
    await askUntil(
      async () => (await end(cluster, presentation)).status,
      (status) => status === 204,
    );
    for (const node of cluster.nodes) {
      await askUntil(
        async () => (await describeOn(node, presentation)).status,
        (status) => status === "ended",
      );
    }
  });

  test("buyers with the link can join, and the time can be extended", async () => {
    const cluster = together();
    const presentation = await cluster.present();
    const agent = await openDesk(cluster.node(0), presentation);
    const mend = await startOutage(cluster, outage);
    const { token } = await presentation.join("Late");
    const late = openStockClient(cluster.node(0).url, presentation.room, token);
    await late.synced();
    const extended = await extend(cluster, presentation, 120);
    expect([extended.status, await extended.json()]).toMatchObject([202, { pending: true }]);
    await mend();
    await askUntil(
      () => describeOn(cluster.node(2), presentation),
      ({ visits }) => visits?.some(({ name }) => name === "Late") === true,
    );
    expect([agent, late].flatMap(({ closes }) => closes)).toEqual([]);
  });
});
