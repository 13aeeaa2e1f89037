import { afterAll, beforeAll, expect, test } from "vitest";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import {
  buildForTest,
  openWorkersServer,
  type WorkersBuild,
  type WorkersServer,
} from "../../support/workers/workersServer.ts";

const HOMES = ["b-1204", "a-301", "a-302"] as const;
const viewAt = (turn: number) => unitView(HOMES[turn % HOMES.length] ?? HOMES[0]);

let build: WorkersBuild;
let server: WorkersServer;
beforeAll(async () => {
  build = await buildForTest();
  server = await openWorkersServer(build.built, { AGENT_UPDATES_PER_SECOND: "1000" });
});
afterAll(async () => {
  await server.close();
  await build.remove();
});

test("objects killed again and again in the middle of a presentation lose nothing that a buyer has seen", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  for (let kill = 0; kill < 8; kill += 1) {
    const home = HOMES[kill % HOMES.length] ?? HOMES[0];
    agent.writer.write({ shortlist: { add: [home] }, view: viewAt(kill) });
    await sees(buyer, viewAt(kill));
    const killed = server.evictAll();
    agent.writer.write({ view: viewAt(kill + 1) });
    await killed;
    await sees(buyer, viewAt(kill + 1));
    expect(buyer.state()?.shortlist).toContain(home);
  }
  const newcomer = await openBuyer(server, presentation);
  await sees(newcomer, viewAt(8));
  expect(newcomer.state()?.shortlist).toEqual(buyer.state()?.shortlist);
});

test("50 rooms are made, hibernate, wake and end, and each keeps what it was shown", async () => {
  const rooms = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      const presentation = await server.present();
      const agent = await openAgent(server, presentation);
      const buyer = await openBuyer(server, presentation);
      agent.writer.write({ view: viewAt(at) });
      await sees(buyer, viewAt(at));
      return { presentation, agent, buyer };
    }),
  );
  await Promise.all(rooms.map(({ presentation }) => server.hibernate(presentation.room)));
  await Promise.all(
    rooms.map(async ({ agent, buyer }, at) => {
      expect(buyer.state()?.view).toEqual(viewAt(at));
      agent.writer.write({ view: viewAt(at + 1) });
      await sees(buyer, viewAt(at + 1));
      expect([...agent.closes, ...buyer.closes]).toEqual([]);
    }),
  );
  await server.evictAll();
  await Promise.all(
    rooms.map(async ({ presentation, buyer }, at) => {
      const newcomer = await openBuyer(server, presentation);
      await sees(newcomer, viewAt(at + 1));
      newcomer.close();
      const { id, agentToken } = presentation;
      const ended = await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
      expect(ended.status).toBe(204);
      await buyer.until(() => buyer.closes.some(({ code }) => code === 4410));
    }),
  );
});
