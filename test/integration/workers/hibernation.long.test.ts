import { afterAll, beforeAll, expect, test } from "vitest";
import type { Moment } from "../../../schema/history/moment.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import {
  buildForTest,
  openWorkersServer,
  type WorkersBuild,
  type WorkersServer,
} from "../../support/workers/workersServer.ts";

let build: WorkersBuild;
let server: WorkersServer;
beforeAll(async () => {
  build = await buildForTest();
  server = await openWorkersServer(build.built);
});
afterAll(async () => {
  await server.close();
  await build.remove();
});

async function kindsOf({ id, agentToken }: Presentation): Promise<readonly Moment["kind"][]> {
  const path = `/api/presentations/${id}/history`;
  const history = await server.call("GET", path, undefined, agentToken);
  const { moments } = (await history.json()) as { readonly moments: readonly Moment[] };
  return moments.map(({ kind }) => kind);
}

test("a polling viewer keeps the room awake until the viewer leaves", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const { token, room } = await presentation.join("Bob");
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${server.url}/sync/${room}/state`, { headers })).status).toBe(200);
  await server.hibernate(room);
  expect(await kindsOf(presentation)).toContain("left");
  expect(agent.closes).toEqual([]);
});

test("pages that send nothing for 100 s keep their sockets and see each other, by alarms alone", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  const dropped: number[] = [];
  for (const { provider } of [agent, buyer]) {
    const { awareness } = provider;
    awareness.setLocalState({ attention: { state: "hidden" } });
    // Timers of a hidden page run once a minute, so it renews too late: here it sends no awareness at all.
    const emit = awareness.emit.bind(awareness);
    awareness.emit = (name: string, args: unknown[]) => {
      if (name !== "update") emit(name, args);
    };
    awareness.on("change", ({ removed }: { readonly removed: number[] }) =>
      dropped.push(...removed),
    );
  }
  const sleeps = 4;
  for (let sleep = 0; sleep < sleeps; sleep += 1) {
    await server.hibernate(presentation.room);
    const heard = buyer.provider.wsLastMessageReceived;
    const silentMs = () => buyer.provider.wsLastMessageReceived - heard;
    await expect.poll(silentMs).toBeGreaterThan(10_000);
  }
  expect(dropped).toEqual([]);
  agent.writer.write({ view: unitView("a-301") });
  await sees(buyer, unitView("a-301"));
  expect([...agent.closes, ...buyer.closes]).toEqual([]);
});
