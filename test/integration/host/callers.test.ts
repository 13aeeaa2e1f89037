import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Caller, Operation } from "../../../server/http/openapi/operation.ts";
import { OPERATIONS } from "../../../server/http/openapi/operations.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const SERVICE_KEY = "the-key-of-the-companys-CRM";
const SERVICE_KEYS = `crm:${createHash("sha256").update(SERVICE_KEY).digest("hex")}`;

const HOLDERS = ["agent", "service", "room", "recap", "nobody", "other"] as const;
type Holder = (typeof HOLDERS)[number];

/** Holders whose credential permits the calls that the reference gives to each caller. */
const OPENS: Readonly<Record<Caller, readonly Holder[]>> = {
  anybody: HOLDERS,
  operator: HOLDERS,
  agent: ["agent"],
  staff: ["agent", "service"],
  editor: ["agent", "service"],
  reader: ["agent", "service", "room", "recap"],
  room: ["room"],
  recap: ["recap"],
};

interface Opened {
  readonly server: TestServer;
  readonly tokens: Readonly<Record<Holder, string | undefined>>;
  readonly presentation: string;
  readonly recap: string;
}

async function open(): Promise<Opened> {
  const server = await openTestServer({ SERVICE_KEYS });
  const made = await server.present({ buyer: { name: "Omar" } });
  const { token: room } = await made.join("Omar");
  const path = `/api/presentations/${made.id}/recap`;
  const created = await server.call("POST", path, undefined, made.agentToken);
  const { link } = (await created.json()) as { link: string };
  const { pathname, hash } = new URL(link);
  const recap = pathname.split("/").at(-1) ?? "";
  const secret = hash.slice(1);
  const read = await server.call("POST", `/api/recaps/${recap}/open`, { secret });
  const { token } = (await read.json()) as { token: string };
  const tokens = {
    agent: made.agentToken,
    service: SERVICE_KEY,
    room,
    recap: token,
    nobody: undefined,
    other: `${made.agentToken.slice(0, -4)}AAAA`,
  };
  return { server, tokens, presentation: made.id, recap };
}

test("a call of the reference is refused without permission, before its body is read", async () => {
  const { server, tokens, presentation, recap } = await open();
  const ask = async ({ method, path }: Operation, token: string | undefined): Promise<number> => {
    const address = path
      .replace(":id", path.startsWith("/api/recaps/") ? recap : presentation)
      .replace(":project", "lagoon-terraces")
      .replace(":unit", "b-1204")
      .replaceAll(/:\w+/g, "none");
    const hasBody = ["post", "put", "patch"].includes(method);
    const answer = await fetch(server.url + address, {
      method: method.toUpperCase(),
      headers: {
        ...(hasBody && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      // Invalid for every call.
      ...(hasBody && { body: '{"name":5}' }),
    });
    await answer.body?.cancel();
    return answer.status;
  };
  const wrong: string[] = [];
  let refused = 0;
  for (const operation of OPERATIONS.filter(({ path }) => path.startsWith("/api/"))) {
    for (const holder of HOLDERS.filter((one) => !OPENS[operation.caller].includes(one))) {
      const status = await ask(operation, tokens[holder]);
      if (status === 401 || status === 403) refused += 1;
      else wrong.push(`${operation.method} ${operation.path} by ${holder}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(refused).toBeGreaterThan(150);
});
