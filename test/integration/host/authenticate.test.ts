import { createServer, type IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import type { HostAgent } from "../../../server/createOffplan.ts";
import { listenUntilDone, openHosted } from "../../support/server/hostServer.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";

const SESSIONS: Readonly<Record<string, HostAgent>> = {
  "sid=anna": { id: "u-1", name: "Anna", isEditor: true },
  "sid=boris": { id: "u-2", name: "Boris" },
};

const byCookie = async ({ headers }: IncomingMessage) => SESSIONS[headers.cookie ?? ""];

async function open(env: Record<string, string> = {}, authenticate = byCookie) {
  const offplan = await openHosted({ authenticate, env });
  const origin = await listenUntilDone(createServer((...both) => offplan.handle(...both)));
  const call = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: object,
  ) =>
    fetch(origin + path, {
      method,
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { origin, call };
}

const PRESENT = { project: "lagoon-terraces" };
const ANNA = { cookie: "sid=anna" };
const BORIS = { cookie: "sid=boris" };

describe("agents of the host's own session", () => {
  test("present under their id, see only their own presentations, and work beside agents with tokens", async () => {
    const { origin, call } = await open();
    const made = await call("POST", "/api/presentations", ANNA, PRESENT);
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const statuses = await Promise.all(
      [ANNA, BORIS, {}].map(
        async (headers) => (await call("GET", `/api/presentations/${id}`, headers)).status,
      ),
    );
    expect(statuses).toEqual([200, 404, 401]);
    const token = await call("POST", `/api/presentations/${id}/tokens`, ANNA, { role: "agent" });
    expect(token.status).toBe(200);
    const calls = openServerCalls(origin);
    expect((await calls.present()).id).not.toBe(id);
  });

  test("read the catalogue, and edit lists where the host says so", async () => {
    const { call } = await open();
    const mayEdit = async (headers: Record<string, string>) =>
      ((await (await call("GET", "/api/projects", headers)).json()) as { mayEdit: boolean })
        .mayEdit;
    await expect(mayEdit(ANNA)).resolves.toBe(true);
    await expect(mayEdit(BORIS)).resolves.toBe(false);
    expect((await call("GET", "/api/projects/lagoon-terraces", BORIS)).status).toBe(200);
  });

  test("an invalid token falls back on the session", async () => {
    const { call } = await open();
    const headers = { ...ANNA, authorization: "Bearer of-yesterday" };
    expect((await call("GET", "/api/projects", headers)).status).toBe(200);
  });

  test("a foreign page's request with the agent's cookie authenticates nobody", async () => {
    const { origin, call } = await open({ ALLOWED_ORIGINS: "https://admin.example" });
    const ask = async (from: string) =>
      (await call("POST", "/api/presentations", { ...ANNA, origin: from }, PRESENT)).status;
    await expect(ask("https://evil.example")).resolves.toBe(401);
    await expect(ask("null")).resolves.toBe(401);
    await expect(ask(origin)).resolves.toBe(201);
    await expect(ask("https://admin.example")).resolves.toBe(201);
  });

  test("an invalid answer or an error of the host is a 500, and nobody is admitted", async () => {
    const wrong = async () => ({ name: "Anna" }) as HostAgent;
    const failing = () => Promise.reject(new Error("the session store is away"));
    for (const authenticate of [wrong, failing]) {
      const { call } = await open({}, authenticate);
      expect((await call("GET", "/api/projects", ANNA)).status).toBe(500);
    }
  });
});
