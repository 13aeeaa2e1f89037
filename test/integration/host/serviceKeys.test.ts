import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { PresentationsResponse } from "../../../schema/protocol/api.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const CRM = "the-key-of-the-companys-CRM";
const BOARD = "the-key-of-a-board-in-the-office";
const sha256 = (key: string) => createHash("sha256").update(key).digest("hex");
const SERVICE_KEYS = `crm:${sha256(CRM)}, board:${sha256(BOARD).toUpperCase()}`;

async function open() {
  const server = await openTestServer({ SERVICE_KEYS });
  const presentation = await server.present({ buyer: { name: "Omar" } });
  const path = `/api/presentations/${presentation.id}`;
  const ask = async (method: string, of: string, body?: unknown, key = CRM) => {
    const answer = await server.call(method, of, body, key);
    const text = await answer.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1];
    return code === undefined ? `${answer.status}` : `${answer.status} ${code}`;
  };
  return { server, presentation, path, ask };
}

describe("a program with a service key", () => {
  test("reads the presentations of all agents, each with its agent", async () => {
    const { server, presentation, path } = await open();
    for (const key of [CRM, BOARD]) {
      const answer = await server.call("GET", "/api/presentations", undefined, key);
      const { presentations } = (await answer.json()) as PresentationsResponse;
      expect(presentations).toMatchObject([
        { id: presentation.id, agent: { id: "agent" }, buyer: { name: "Omar" }, status: "live" },
      ]);
    }
    for (const more of ["", "/history", "/export", "/follow-up"]) {
      const answer = await server.call("GET", path + more, undefined, CRM);
      expect([more, answer.status]).toEqual([more, 200]);
      expect(await answer.text()).not.toContain(presentation.secret);
    }
  });

  test("keeps an appointment, extends, ends and erases", async () => {
    const { path, ask } = await open();
    const answers = [
      await ask("PATCH", `${path}/follow-up`, { notes: "asked for a discount" }),
      await ask("PATCH", path, { minutes: 30 }),
      await ask("DELETE", path),
      await ask("PATCH", path, { minutes: 30 }),
    ];
    expect(answers).toEqual(["200", "200", "204", "410 ended"]);
    expect(["204", "202"]).toContain(await ask("POST", `${path}/erase`));
  });

  test("reads and writes lists, statuses and webhooks", async () => {
    const { ask } = await open();
    const project = "/api/projects/lagoon-terraces";
    const answers = await Promise.all([
      ask("GET", "/api/projects"),
      ask("GET", project),
      ask("GET", `${project}/units`),
      ask("PATCH", `${project}/units/b-1204`, { status: "reserved" }),
      ask("GET", `${project}/list/mapping`),
      ask("GET", "/api/webhooks"),
    ]);
    expect(new Set(answers)).toEqual(new Set(["200"]));
  });

  test("gets no credential for a room, and the refusal is 403 where the key itself is valid", async () => {
    const { presentation, path, ask } = await open();
    const answers = await Promise.all([
      ask("POST", `${path}/tokens`, { role: "agent" }),
      ask("POST", `${path}/tokens`, { role: "inspector" }),
      ask("POST", `${path}/colleagues`),
      ask("POST", `${path}/recap`),
      ask("POST", "/api/presentations", { project: "lagoon-terraces" }),
    ]);
    expect(new Set(answers)).toEqual(new Set(["403 forbidden"]));
    expect(await ask("POST", `${path}/renew`)).toBe("401 unauthorized");
    expect(await ask("GET", `/sync/${presentation.room}/state`)).toBe("401 token_invalid");
  });

  test("opens no socket", async () => {
    const { server, presentation } = await open();
    const client = openStockClient(server.url, presentation.room, CRM);
    await client.until(() => client.closes.length > 0);
    expect(client.closes[0]).toEqual({ code: 4401, reason: "token_invalid" });
  });

  test("with another key reads nothing", async () => {
    const { path, ask } = await open();
    for (const key of [`${CRM}s`, sha256(CRM), "crm"]) {
      expect(await ask("GET", path, undefined, key)).toBe("401 unauthorized");
      expect(await ask("GET", "/api/presentations", undefined, key)).toBe("401 unauthorized");
    }
  });
});
