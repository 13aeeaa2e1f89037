import { describe, expect, test } from "vitest";
import type { Balancer } from "../../support/services/balancer.ts";
import type { Cluster, RelayEngine } from "../../support/nodes/cluster.ts";
import { findDocument } from "../../support/nodes/historyStorage.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import {
  askUntil,
  openDesk,
  openPhone,
  sees,
  shareCluster,
  theAgent,
  unit,
} from "./clusterFixture.ts";

describe.each<RelayEngine>(["Redis", "PostgreSQL"])("over %s", (relay) => {
  const together = shareCluster(3, relay);

  /** An agent and three buyers, each with a separate connection through the balancer, and the process of each. */
  async function openPeople(cluster: Cluster, presentation: Presentation) {
    const lines: Balancer[] = [];
    for (let count = 0; count < 4; count += 1) lines.push(await cluster.openLine());
    const [desk, ...phones] = lines as [Balancer, ...Balancer[]];
    const agent = await openDesk(desk, presentation);
    const buyers = await Promise.all(
      phones.map((line, at) => openPhone(line, presentation, `Buyer ${at}`)),
    );
    return { agent, buyers, whereIs: (at: number) => lines[at]?.latest };
  }

  const nodeNamed = (cluster: Cluster, name: string | undefined) => {
    const node = cluster.nodes.find((one) => one.name === name);
    if (node === undefined) throw new Error(`there is no process ${name}`);
    return node;
  };

  const inMs = (figures: readonly number[]): string =>
    figures.map((ms) => `${ms.toFixed(0)} ms`).join(", ");

  describe("a process that is killed", () => {
    test("its participants reconnect to another process and see the same", async ({ annotate }) => {
      const cluster = together();
      const presentation = await cluster.present();
      const { agent, buyers, whereIs } = await openPeople(cluster, presentation);
      agent.provider.awareness.setLocalState({ highlight: { anchor: "unit:a-301" } });
      agent.writer.write({ view: unit("a-301"), shortlist: { add: ["b-1204"] } });
      await Promise.all(buyers.map((buyer) => sees(buyer, unit("a-301"))));

      const node = nodeNamed(cluster, whereIs(0));
      const touched = [agent, ...buyers].filter((_client, at) => whereIs(at) === node.name);
      const fromMs = performance.now();
      await node.stop("SIGKILL");
      const backMs = await Promise.all(
        touched.map(async (client) => {
          await client.until(() => !client.provider.wsconnected);
          await client.until(() => client.provider.synced);
          return performance.now() - fromMs;
        }),
      );
      await annotate(`${touched.length} reconnected in ${inMs(backMs)}`);
      agent.writer.write({ view: unit("b-1204") });
      await Promise.all(buyers.map((buyer) => sees(buyer, unit("b-1204"))));
      await annotate(`all see the next view after ${(performance.now() - fromMs).toFixed(0)} ms`);
      await Promise.all(
        buyers.map((buyer) => buyer.until(() => theAgent(buyer)?.["highlight"] !== undefined)),
      );
      expect(buyers.map((buyer) => buyer.state())).toEqual(buyers.map(() => agent.state()));
      expect(touched.length).toBeGreaterThan(0);
      await node.start();
    });

    test("with an agent that does not return, loses nothing that others have seen", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const buyer = await openPhone(cluster.node(1), presentation);
      agent.writer.write({ view: unit("b-1204") });
      await sees(buyer, unit("b-1204"));
      agent.close();
      await cluster.node(0).stop("SIGKILL");
      buyer.close();
      const late = await openPhone(cluster.node(2), presentation, "Late");
      await sees(late, unit("b-1204"));
      const kept = await askUntil(
        () => findDocument(cluster.postgres.url, presentation.room),
        (found) => JSON.stringify(found?.state.view) === JSON.stringify(unit("b-1204")),
      );
      expect([late.state(), kept?.state]).toEqual([agent.state(), agent.state()]);
      await cluster.node(0).start();
    });
  });

  describe("an upgrade, one process after the other", () => {
    test("loses no write of an agent that writes without a pause", async ({ annotate }) => {
      const cluster = together();
      const presentation = await cluster.present();
      const { agent, buyers } = await openPeople(cluster, presentation);
      const homes = ["a-301", "b-1204", "a-302"];
      const tookMs: number[] = [];
      for (const [at, node] of cluster.nodes.entries()) {
        const home = homes[at] ?? "";
        agent.writer.write({ view: unit(home), shortlist: { add: [home] } });
        const fromMs = performance.now();
        expect(await node.stop("SIGTERM")).toBe(0);
        await node.start();
        await Promise.all(buyers.map((buyer) => sees(buyer, unit(home))));
        tookMs.push(performance.now() - fromMs);
      }
      await annotate(`each process took ${inMs(tookMs)} to replace`);
      expect(buyers.map((buyer) => buyer.state()?.shortlist)).toEqual(
        buyers.map(() => homes.toSorted()),
      );
      const codes = [agent, ...buyers].flatMap(({ closes }) => closes.map(({ code }) => code));
      expect(codes.filter((code) => code >= 4000)).toEqual([]);
    });
  });
});
