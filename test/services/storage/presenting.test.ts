import { join } from "node:path";
import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readState } from "../../../schema/presentation/document.ts";
import type { PostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { numberIn, openBusyAgent } from "../../support/server/busyAgent.ts";
import { openAgent, openBuyer } from "../../support/server/people.ts";
import { startServerProcess } from "../../support/server/process/serverProcess.ts";
import { someOf } from "../../support/size.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { openProcess, usePostgres } from "./postgresFixture.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";

const postgres = usePostgres();
const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");

async function keptNumber({ documents }: PostgresStorage, room: string): Promise<number> {
  const doc = new Y.Doc();
  for (const { bytes } of (await documents.load(room)) ?? []) Y.applyUpdate(doc, bytes);
  const state = readState(doc);
  doc.destroy();
  return state.ok ? numberIn(state.value) : -1;
}

const OUTAGES = [
  ["gone", () => postgres().kill(), () => postgres().start()],
  ["standing still", () => postgres().pause(), () => postgres().resume()],
] as const;

test.each(someOf(OUTAGES, 1))(
  "while PostgreSQL is %s, no presentation starts, live ones continue and are stored later",
  async (_what, takeAway, bringBack) => {
    const url = await postgres().createDatabase();
    const server = await openTestServer({ DATABASE_URL: url, PROJECTS_DIR });
    const presentation = await server.present({ project: "tiny" });
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    const busyAgent = openBusyAgent(agent);
    const seesMore = () => {
      const from = busyAgent.written;
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
    busyAgent.stop();
    await buyer.until(() => numberIn(buyer.state()) === busyAgent.written);

    await bringBack();
    await untilHolds(async () => expect((await begin()).status).toBe(201));
    const storage = await openProcess(url);
    await untilHolds(async () =>
      expect(await keptNumber(storage, presentation.room)).toBe(busyAgent.written),
    );
    expect([...agent.closes, ...buyer.closes]).toEqual([]);
    expect(await readdir(server.dataDir)).toEqual([]);
  },
);

test("a home sold on one process is sold on the other, with the same version", async () => {
  const url = await postgres().createDatabase();
  const open = () =>
    openTestServer({ DATABASE_URL: url, PROJECTS_DIR, AUTH_SECRET: "of both processes" });
  const [one, other] = await Promise.all([open(), open()]);
  const { agentToken } = await one.present({ project: "tiny" });
  const units = "/api/projects/tiny/units";
  const ask = async (server: typeof one, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url}${units}`, {
      headers: { Authorization: `Bearer ${agentToken}`, ...headers },
    });
    return { status: answer.status, etag: answer.headers.get("ETag") ?? "" };
  };
  const sell = (server: typeof one, unit: string, etag: string) =>
    fetch(`${server.url}${units}/${unit}`, {
      method: "PATCH",
      headers: {
        Authorization: `Bearer ${agentToken}`,
        "Content-Type": "application/json",
        "If-Match": etag,
      },
      body: JSON.stringify({ status: "sold" }),
    });

  const before = await ask(other);
  const sold = await sell(one, "b1-1", before.etag);
  const etag = sold.headers.get("ETag") ?? "";
  expect(sold.status).toBe(200);
  expect(etag).not.toBe(before.etag);
  expect(await ask(other, { "If-None-Match": etag })).toEqual({ status: 304, etag });

  const next = await sell(other, "b1-2", etag);
  expect(next.status).toBe(200);
  expect((await sell(one, "b1-1", etag)).status).toBe(409);
  await untilHolds(async () =>
    expect(await ask(one)).toMatchObject({ etag: next.headers.get("ETag") }),
  );
});

test("a process with another AUTH_SECRET on the same database does not start", async () => {
  const url = await postgres().createDatabase();
  const open = (secret: Record<string, string>) =>
    openTestServer({ DATABASE_URL: url, PROJECTS_DIR, ...secret });
  const refusal = { code: "other_auth_secret", message: expect.stringContaining("AUTH_SECRET") };
  await open({ AUTH_SECRET: "of the first process" });
  await expect(open({ AUTH_SECRET: "of the second process" })).rejects.toMatchObject(refusal);
  await expect(open({})).rejects.toMatchObject(refusal);
  await open({ AUTH_SECRET: "of the first process" });
});

test("processes need no disk, and accept each other's tokens", async () => {
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
