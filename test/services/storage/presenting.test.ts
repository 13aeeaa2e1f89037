import { join } from "node:path";
import { readdir } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import * as Y from "yjs";
import { readState } from "../../../schema/document.ts";
import type { PostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { numberIn, openHand } from "../../support/hand.ts";
import { openAgent, openBuyer } from "../../support/people.ts";
import { startServerProcess } from "../../support/serverProcess.ts";
import { openTestServer } from "../../support/testServer.ts";
import { openProcess, usePostgres } from "./scene.ts";

const postgres = usePostgres();
const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");

async function keptNumber({ documents }: PostgresStorage, room: string): Promise<number> {
  const doc = new Y.Doc();
  for (const { bytes } of (await documents.load(room)) ?? []) Y.applyUpdate(doc, bytes);
  const state = readState(doc);
  doc.destroy();
  return state.ok ? numberIn(state.value) : -1;
}

test.each([
  ["gone", () => postgres().kill(), () => postgres().start()],
  ["standing still", () => postgres().pause(), () => postgres().resume()],
] as const)(
  "while PostgreSQL is %s, nothing new begins, what is live goes on and is kept later",
  async (_what, takeAway, bringBack) => {
    const url = await postgres().createDatabase();
    const server = await openTestServer({ DATABASE_URL: url, PROJECTS_DIR });
    const presentation = await server.present({ project: "tiny" });
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    const hand = openHand(agent);
    const seesMore = () => {
      const from = hand.written;
      return buyer.until(() => numberIn(buyer.state()) > from);
    };
    const begin = () =>
      server.call("POST", "/api/presentations", { project: "tiny" }, presentation.agentToken);
    await seesMore();

    await takeAway();
    const refused = await begin();
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: "unavailable" }]);
    await seesMore();
    expect((await server.call("GET", "/readyz")).status).toBe(503);
    expect((await server.call("GET", "/healthz")).status).toBe(200);
    await seesMore();
    hand.stop();
    await buyer.until(() => numberIn(buyer.state()) === hand.written);

    await bringBack();
    await vi.waitFor(async () => expect((await begin()).status).toBe(201), { timeout: 15_000 });
    const storage = await openProcess(url);
    await vi.waitFor(
      async () => expect(await keptNumber(storage, presentation.room)).toBe(hand.written),
      { timeout: 15_000 },
    );
    expect([...agent.closes, ...buyer.closes]).toEqual([]);
    expect(await readdir(server.dataDir)).toEqual([]);
  },
);

test("processes need no disk, and take each other's tokens", async () => {
  const url = await postgres().createDatabase();
  const environment = {
    DATABASE_URL: url,
    PROJECTS_DIR,
    DATA_DIR: "/dev/null/nowhere",
    AGENT_KEY: "",
  };
  const [one, other] = [startServerProcess(environment), startServerProcess(environment)];
  const storage = await openProcess(url);
  const [oneUrl, otherUrl] = await Promise.all([one.listening, other.listening]);
  const key = await storage.secrets.load("agent-key", () => expect.unreachable("it has none"));
  const post = (path: string, body: object) =>
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const { token } = (await (await post(`${oneUrl}/api/sign-in`, { key })).json()) as {
    token: string;
  };
  const projects = await fetch(`${otherUrl}/api/projects`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(projects.status).toBe(200);
  for (const line of [...one.lines, ...other.lines])
    expect(JSON.stringify(line)).not.toContain(key);
});
