import { describe, expect, test } from "vitest";
import { openEventStream } from "../../support/server/wires/eventStream.ts";
import { bearer, frameOf, openReader } from "../../support/server/wires/fallbackRoom.ts";
import type { RelayEngine } from "../../support/nodes/cluster.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { someOf } from "../../support/size.ts";
import {
  askUntil,
  describeOn,
  end,
  extend,
  openDesk,
  openPhone,
  others,
  person,
  sees,
  shareCluster,
  theAgent,
  unit,
} from "./clusterFixture.ts";

describe.each(someOf<RelayEngine>(["Redis", "PostgreSQL"], 0))("over %s", (relay) => {
  const together = shareCluster(3, relay);

  const HOME = unit("b-1204");
  const OTHER = unit("a-301");

  describe("participants of one presentation on three processes", () => {
    test("see the agent's view, pointer and shortlist", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const buyers = await Promise.all(
        [1, 2].map((at) => openPhone(cluster.node(at), presentation, `Buyer ${at}`)),
      );
      agent.writer.write({ view: HOME, shortlist: { add: ["b-1204"] } });
      agent.provider.awareness.setLocalState({ highlight: { anchor: "unit:b-1204" } });
      await Promise.all(buyers.map((buyer) => sees(buyer, HOME)));
      await Promise.all(
        buyers.map((buyer) => buyer.until(() => theAgent(buyer)?.["highlight"] !== undefined)),
      );
      expect(buyers.map((buyer) => buyer.state()?.shortlist)).toEqual([["b-1204"], ["b-1204"]]);
      expect(theAgent(buyers[0] ?? agent)).not.toHaveProperty("reach");
    });

    test("one who joins later on another process gets everything", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      agent.provider.awareness.setLocalState({ highlight: { anchor: "unit:a-301" } });
      agent.writer.write({ view: OTHER });
      const late = await openPhone(cluster.node(2), presentation);
      await sees(late, OTHER);
      await late.until(() => theAgent(late)?.["highlight"] !== undefined);
      expect(late.state()).toEqual(agent.state());
    });

    test("publish their attention and hearts to the agent, and disappear when they leave", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const { token, room } = await presentation.join("Ann");
      const ann = openStockClient(cluster.node(1).url, room, token);
      await ann.synced();
      ann.provider.awareness.setLocalState({ attention: { state: "exploring", view: HOME } });
      await agent.until(() => person(agent, "Ann")?.["attention"] !== undefined);
      const heart = `/api/presentations/${presentation.id}/hearts/b-1204`;
      const kept = await fetch(`${cluster.node(2).url}${heart}`, {
        method: "PUT",
        headers: bearer(token),
      });
      expect(kept.status).toBe(204);
      await agent.until(() => JSON.stringify(person(agent, "Ann")?.["hearts"]) === '["b-1204"]');
      const bob = await openPhone(cluster.node(2), presentation, "Bob");
      await bob.until(() => others(bob).length > 0);
      expect(others(bob).flatMap((state) => state["hearts"] ?? [])).toEqual([]);
      ann.close();
      await agent.until(() => person(agent, "Ann") === undefined);
    });

    test("are counted by every process", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const phones = await Promise.all(
        [0, 1, 2].map((at) => openPhone(cluster.node(at), presentation, `Buyer ${at}`)),
      );
      const names = (at: number) => async (): Promise<string> => {
        const { viewers } = await describeOn(cluster.node(at), presentation);
        return viewers
          .map(({ name }) => name)
          .toSorted()
          .join();
      };
      for (const at of [0, 1, 2]) {
        await askUntil(names(at), (found) => found === "Buyer 0,Buyer 1,Buyer 2");
      }
      phones[1]?.close();
      for (const at of [0, 1, 2]) {
        await askUntil(names(at), (found) => found === "Buyer 0,Buyer 2");
      }
      expect((await describeOn(cluster.node(1), presentation)).viewers).toHaveLength(2);
    });

    test("receive writes from the agent only, on any process", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const forger = await openPhone(cluster.node(1), presentation, "Forger");
      const honest = await openPhone(cluster.node(2), presentation, "Honest");
      forger.doc.getArray("presentation").push([{ key: "shortlist/a-301", val: true }]);
      forger.provider.awareness.setLocalState({ attention: { state: "following" } });
      await agent.until(() => person(agent, "Forger")?.["attention"] !== undefined);
      agent.writer.write({ view: HOME });
      await sees(honest, HOME);
      expect([agent, honest].map((client) => client.state()?.shortlist)).toEqual([[], []]);
    });
  });

  describe("a presentation on three processes", () => {
    test("ends for everybody, on whichever process it is ended", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const buyers = await Promise.all(
        [1, 2].map((at) => openPhone(cluster.node(at), presentation, `Buyer ${at}`)),
      );
      expect((await end(cluster, presentation)).status).toBe(204);
      for (const client of [agent, ...buyers]) {
        await client.until(() => client.closes.length > 0);
        expect(client.closes[0]).toEqual({ code: 4410, reason: "ended" });
      }
    });

    test("expires at its extended time and not before", async () => {
      const cluster = together();
      const presentation = await cluster.present({ minutes: 3 / 60 });
      const buyer = await openPhone(cluster.node(1), presentation);
      const answer = await extend(cluster, presentation, 6 / 60);
      const { expiresAt } = (await answer.json()) as { expiresAt: string };
      await buyer.until(() => buyer.closes.length > 0);
      expect(buyer.closes[0]).toEqual({ code: 4410, reason: "expired" });
      expect(Date.now() - Date.parse(expiresAt)).toBeGreaterThan(-50);
    });

    test("is presented from one tab: the latest, on any process", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const first = await openDesk(cluster.node(0), presentation);
      const second = await openDesk(cluster.node(1), presentation);
      await first.until(() => first.closes.length > 0);
      expect(first.closes[0]).toEqual({ code: 4409, reason: "replaced" });
      const third = await openDesk(cluster.node(2), presentation);
      await second.until(() => second.closes.length > 0);
      expect(second.closes[0]).toEqual({ code: 4409, reason: "replaced" });
      expect(third.closes).toEqual([]);
    });

    test("admits its maximum of viewers and no more", async () => {
      const cluster = together();
      const presentation = await cluster.present({ maxViewers: 2 });
      await openPhone(cluster.node(1), presentation, "One");
      await openPhone(cluster.node(2), presentation, "Two");
      // A process counts another's viewers once the relay has reported them.
      for (const node of cluster.nodes) {
        await askUntil(
          () => describeOn(node, presentation),
          ({ viewers }) => viewers.length === 2,
        );
      }
      for (const node of cluster.nodes) {
        const response = await fetch(`${node.url}/api/presentations/${presentation.id}/join`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ secret: presentation.secret, name: "Three" }),
        });
        expect([response.status, await response.json()]).toMatchObject([409, { code: "full" }]);
      }
    });

    test("counts wrong PINs over all processes", async () => {
      const cluster = together();
      const presentation = await cluster.present({ pin: "4711" });
      const headers = { "content-type": "application/json", "x-forwarded-for": "192.0.2.7" };
      const guess = async (at: number): Promise<number> => {
        const { url } = cluster.node(at % 3);
        const response = await fetch(`${url}/api/presentations/${presentation.id}/join`, {
          method: "POST",
          headers,
          body: JSON.stringify({ secret: presentation.secret, name: "Eve", pin: "0000" }),
        });
        return response.status;
      };
      const statuses: number[] = [];
      for (let at = 0; at < 12; at += 1) statuses.push(await guess(at));
      // Four wrong PINs are free; the fifth starts the wait.
      expect(statuses).toEqual([
        ...Array.from({ length: 5 }, () => 401),
        ...Array.from({ length: 7 }, () => 429),
      ]);
    });
  });

  describe("through the balancer", () => {
    test("a status set on one process is polled from the others", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const path = "/api/projects/lagoon-terraces/units";
      const headers = bearer(presentation.agentToken);
      const ask = (at: number) => async () => {
        const response = await fetch(`${cluster.node(at).url}${path}`, { headers });
        const { units } = (await response.json()) as { units: { id: string; status: string }[] };
        return units.find(({ id }) => id === "b-1204")?.status;
      };
      const before = await ask(1)();
      const status = before === "sold" ? "available" : "sold";
      const set = await fetch(`${cluster.node(0).url}${path}/b-1204`, {
        method: "PATCH",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ status }),
      });
      expect(set.status).toBe(200);
      for (const at of [1, 2]) await askUntil(ask(at), (found) => found === status);
      expect(await ask(0)()).toBe(status);
    });

    test("server-sent events and polling follow the agent of another process", async () => {
      const cluster = together();
      const presentation = await cluster.present();
      const agent = await openDesk(cluster.node(0), presentation);
      const { token, room } = await presentation.join("Bob");
      const reader = openReader();
      const stream = await openEventStream(
        `${cluster.node(1).url}/sync/${room}/events`,
        bearer(token),
      );
      const poller = openReader();
      const poll = async () => {
        const address = `${cluster.url}/sync/${room}/state?seat=poll&since=${poller.since()}`;
        const answer = await fetch(address, { headers: bearer(token) });
        if (answer.status === 200) {
          const { applyUpdate } = await import("yjs");
          applyUpdate(poller.doc, new Uint8Array(await answer.arrayBuffer()));
        }
        return poller.view();
      };
      agent.writer.write({ view: HOME });
      await stream.until((event) => {
        if (event.name === "message") reader.read(frameOf(event));
        return reader.view()?.screen === "unit";
      });
      await askUntil(poll, (view) => view?.screen === "unit");
      expect([reader.view(), poller.view()]).toEqual([HOME, HOME]);
    });
  });
});
