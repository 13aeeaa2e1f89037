import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makePack } from "../../server/catalogue/packs.ts";
import {
  openAgent,
  openBuyer,
  openColleague,
  sees,
  unitView,
} from "../../support/server/people.ts";
import {
  buildForTest,
  openWorkersServer,
  type WorkersBuild,
  type WorkersServer,
} from "../../support/workers/workersServer.ts";

const FAULTY = join(import.meta.dirname, "../../support/workers/faultyEntry.ts");
const HOMES = ["a-302", "a-303", "a-401"] as const;

let build: WorkersBuild;
let server: WorkersServer;
beforeAll(async () => {
  build = await buildForTest({ entry: FAULTY });
  server = await openWorkersServer(build.built, { AGENT_UPDATES_PER_SECOND: "1000" });
});
afterAll(async () => {
  await server.close();
  await build.remove();
});

async function setFault(kind: "slow" | "none"): Promise<void> {
  await fetch(`${server.url}/fault/${kind}`, { method: "POST" });
}

test("messages that arrive while another restores a hibernated room are not lost", async ({
  signal,
}) => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const colleague = await openColleague(server, presentation);
  const buyer = await openBuyer(server, presentation);
  agent.writer.write({ view: unitView("b-1204") });
  await Promise.all([sees(buyer, unitView("b-1204")), sees(colleague, unitView("b-1204"))]);
  await server.hibernate(presentation.room);
  await setFault("slow");
  agent.writer.write({ shortlist: { add: ["a-301"] } });
  const shown: string[] = [];
  // Nothing answers until the room is restored, so these come before, during and after it.
  while (!signal.aborted && buyer.state()?.shortlist.length === 0) {
    const home = HOMES[shown.length % HOMES.length] ?? HOMES[0];
    colleague.writer.write({ view: unitView(home) });
    shown.push(home);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  colleague.writer.write({ view: unitView("b-1204") });
  await sees(buyer, unitView("b-1204"));
  expect([...agent.closes, ...colleague.closes, ...buyer.closes]).toEqual([]);
});

test("a list applied while a room hibernates holds when it wakes, for the current view and for later ones", async () => {
  const projectsDir = makePack({ units: "building,floor,number\na,1,101\na,1,102\na,2,201\n" });
  const river = await buildForTest({ projectsDir });
  const other = await openWorkersServer(river.built);
  onTestFinished(async () => {
    await other.close();
    await river.remove();
  });
  const presentation = await other.present({ project: "riverside" });
  const agent = await openAgent(other, presentation);
  const buyer = await openBuyer(other, presentation);
  agent.writer.write({ view: unitView("a-102"), shortlist: { add: ["a-201"] } });
  await buyer.until(() => buyer.state()?.shortlist.length === 1);
  await other.hibernate(presentation.room);
  const list = ["building,floor,number,hidden", "a,1,101,", "a,1,102,yes", "a,2,201,", "a,5,501,"];
  const put = await fetch(`${other.url}/api/projects/riverside/list`, {
    method: "PUT",
    headers: { authorization: `Bearer ${presentation.agentToken}`, "content-type": "text/csv" },
    body: list.join("\n"),
  });
  expect([put.status, await put.json()]).toEqual([200, expect.objectContaining({ added: 1 })]);
  // The next message wakes the room; the list does not.
  expect(buyer.state()?.view).toEqual(unitView("a-102"));
  buyer.provider.awareness.setLocalState({ attention: { state: "following" } });
  await buyer.until(() => !JSON.stringify(buyer.state()).includes("a-102"));
  expect(buyer.state()?.shortlist).toEqual(["a-201"]);
  agent.writer.write({ view: unitView("a-501") });
  await sees(buyer, unitView("a-501"));
  agent.writer.write({ view: unitView("a-102") });
  await agent.until(() => agent.closes.length > 0);
  expect(agent.closes[0]).toEqual({ code: 4422, reason: "invalid_state" });
  expect(buyer.state()?.view).toEqual(unitView("a-501"));
  expect(buyer.closes).toEqual([]);
});
