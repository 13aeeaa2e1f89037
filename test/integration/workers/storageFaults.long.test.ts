import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Moment } from "../../../schema/history/moment.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import { endOf } from "../../support/workers/objectFiles.ts";
import {
  buildForTest,
  openWorkersServer,
  type WorkersBuild,
  type WorkersServer,
} from "../../support/workers/workersServer.ts";

const FAULTY = join(import.meta.dirname, "../../support/workers/faultyEntry.ts");

let build: WorkersBuild;
let server: WorkersServer;
beforeAll(async () => {
  build = await buildForTest({ entry: FAULTY });
  server = await openWorkersServer(build.built, { LOG_LEVEL: "fatal" });
});
afterAll(async () => {
  await server.close();
  await build.remove();
});
afterEach(() => setFault("none"));

async function setFault(kind: "room" | "directory" | "none"): Promise<void> {
  await fetch(`${server.url}/fault/${kind}`, { method: "POST" });
}

async function viewsOf({ id, agentToken }: Presentation): Promise<readonly string[]> {
  const path = `/api/presentations/${id}/history`;
  const history = await server.call("GET", path, undefined, agentToken);
  const { moments } = (await history.json()) as { readonly moments: readonly Moment[] };
  return moments.flatMap((moment) =>
    moment.kind === "view" && moment.view.screen === "unit" ? [moment.view.unit] : [],
  );
}

test("while a room's storage fails everybody goes on, and what was shown meanwhile is stored once it works", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  agent.writer.write({ view: unitView("b-1204") });
  await sees(buyer, unitView("b-1204"));
  await setFault("room");
  for (const home of ["a-301", "a-302", "b-1204", "a-301"]) {
    agent.writer.write({ view: unitView(home) });
    await sees(buyer, unitView(home));
  }
  await setFault("none");
  await expect.poll(() => viewsOf(presentation)).toContain("a-301");
  await server.evictAll();
  const newcomer = await openBuyer(server, presentation);
  await sees(newcomer, unitView("a-301"));
  expect((await viewsOf(presentation)).at(-1)).toBe("a-301");
});

test("a hibernated room that cannot be restored makes its participants reconnect, and loses nothing", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  agent.writer.write({ view: unitView("b-1204"), shortlist: { add: ["b-1204"] } });
  await sees(buyer, unitView("b-1204"));
  await server.hibernate(presentation.room);
  await setFault("directory");
  agent.writer.write({ view: unitView("a-301") });
  await agent.until(() => agent.closes.length > 0);
  expect(agent.closes[0]).toEqual({ code: 1013, reason: "overload" });
  await setFault("none");
  await sees(buyer, unitView("a-301"));
  expect(buyer.state()?.shortlist).toEqual(["b-1204"]);
});

test("while the directory fails an open room goes on, and its hearts and calls say 503", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  await setFault("directory");
  agent.writer.write({ view: unitView("a-301") });
  await sees(buyer, unitView("a-301"));
  const path = `/api/presentations/${presentation.id}`;
  const answer = await server.call("GET", path, undefined, presentation.agentToken);
  expect([answer.status, await answer.json()]).toEqual([
    503,
    expect.objectContaining({ code: "unavailable" }),
  ]);
  expect([...agent.closes, ...buyer.closes]).toEqual([]);
});

test("an alarm that comes late ends the presentation as of its expiry", async () => {
  const short = await openWorkersServer(build.built, { LINK_MINUTES: "0.05" });
  onTestFinished(() => short.close());
  const presentation = await short.present();
  const buyer = await openBuyer(short, presentation);
  const { expiresAt } = presentation as Presentation & { readonly expiresAt: string };
  await short.kill();
  await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(expiresAt) + 500);
  await short.restart();
  await buyer.until(() => buyer.closes.some(({ code }) => code === 4410));
  expect(buyer.closes.at(-1)).toEqual({ code: 4410, reason: "expired" });
  await expect.poll(() => endOf(short.dataDir, presentation.id)).toBe("expired");
});
