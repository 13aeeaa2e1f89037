import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type {
  ExportResponse,
  JoinResponse,
  RecapResponse,
  TokenResponse,
} from "../../../schema/protocol/api.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { AGENT_KEY, openTestServer, type TestServer } from "../../support/server/testServer.ts";

const BUYER = "Wilhelmina Buyerdottir";
const VISITOR = "Bartholomew Watchington";
const NOTE = "Counts on selling a flat in Kaliningrad first";
const PLACE = "Boardroom on the mezzanine";
const PIN = "60417392";

/** Wrong credentials. */
const WRONG = {
  key: "a-wrong-key-that-somebody-typed",
  secret: "a-wrong-secret-that-somebody-pasted",
  pin: "99119911",
  bearer: "eyJhbGciOiJub25lIn0.d3Jvbmc.bm90LXNpZ25lZA",
};

const REFERENCE = new URL("../../../server/http/README.md", import.meta.url);

/** Calls that delete the presentation, tried last. */
const LAST = [/^DELETE \/api\/presentations\/[^/]+$/, /\/erase$/];

/** Every documented call, and some unknown paths. */
async function everyCall(id: string): Promise<readonly (readonly [string, string])[]> {
  const text = await readFile(REFERENCE, "utf8");
  const named = [...text.matchAll(/^\| `([A-Z]+ [^`?]+)/gm)].map(([, call = ""]) =>
    call
      .replace(":project", "lagoon-terraces")
      .replace(":unit", "b-1204")
      .replace("*file", "nothing.svg")
      .replace(/:id|:room/, id),
  );
  const calls = [...named, `GET /p/${id}`, "GET /nothing", "POST /api/nothing"];
  const rank = (call: string) => LAST.findIndex((last) => last.test(call));
  return calls
    .toSorted((one, other) => rank(one) - rank(other))
    .map((call) => call.split(" ") as [string, string]);
}

describe("secrets", () => {
  test("appear in no log line, metric, error or address, for any call, body and token", async () => {
    const server = await openTestServer();
    const presentation = await server.present({ pin: PIN, buyer: { name: BUYER } });
    const { id, secret, agentToken, room } = presentation;
    const joined = await server.call("POST", `/api/presentations/${id}/join`, { secret, pin: PIN });
    const { token } = (await joined.json()) as JoinResponse;
    await openStockClient(server.url, room, token).synced();
    const { token: agentRoomToken } = (await (
      await server.call("POST", `/api/presentations/${id}/tokens`, { role: "agent" }, agentToken)
    ).json()) as TokenResponse;
    const right = { key: AGENT_KEY, secret, pin: PIN };
    const bodies: unknown[] = [
      { ...right, minutes: "soon", role: "owner", status: "gone", project: 7 },
      { ...WRONG, name: VISITOR },
      [WRONG.key, WRONG.secret, secret],
      `${secret} ${WRONG.key} ${AGENT_KEY}`,
      { secret: WRONG.secret.repeat(1000) },
    ];
    const bearers = [undefined, WRONG.bearer, token, agentRoomToken, agentToken];

    const errors: string[] = [];
    const addresses: string[] = [];
    const calls = await everyCall(id);
    expect(calls.length).toBeGreaterThan(20);
    for (const [method, path] of calls) {
      for (const bearer of bearers) {
        for (const body of method === "GET" ? [undefined] : bodies) {
          const answer = await server.call(method, path, body, bearer);
          if (answer.status >= 400) errors.push(await answer.text());
          else await answer.body?.cancel();
          addresses.push(answer.headers.get("location") ?? "");
        }
      }
    }
    const metrics = await (await server.call("GET", "/metrics")).text();

    const credentials = [secret, PIN, AGENT_KEY, agentToken, token, agentRoomToken];
    const tried = [...Object.values(WRONG), `${WRONG.secret}${WRONG.secret}`];
    const written = [...server.logLines, metrics, ...errors, ...addresses].join("\n");
    expect(server.logLines.length).toBeGreaterThan(200);
    expect(errors.length).toBeGreaterThan(200);
    for (const text of [...credentials, ...tried]) expect(written).not.toContain(text);
    const logged = [...server.logLines, metrics].join("\n");
    for (const name of [BUYER, VISITOR]) expect(logged).not.toContain(name);
  });
});

/** All stored bytes of the server. */
async function kept({ dataDir }: TestServer): Promise<string> {
  const files = await readdir(dataDir);
  return (await Promise.all(files.map((file) => readFile(join(dataDir, file), "latin1")))).join("");
}

describe("personal data", () => {
  test("is exported whole to the agent, and erased whole during a viewing", async () => {
    const server = await openTestServer();
    const presentation = await server.present({ buyer: { name: BUYER } });
    const { id, room, secret, agentToken } = presentation;
    const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
    const { token } = await presentation.join(VISITOR);
    const buyer = openStockClient(server.url, room, token);
    await Promise.all([agent.synced(), buyer.synced()]);
    openWriter(agent.doc).write({
      view: { screen: "unit", unit: "b-1204" },
      shortlist: { add: ["a-301"] },
    });
    await buyer.until(() => buyer.state()?.shortlist.includes("a-301") === true);
    buyer.close();

    const address = `/api/presentations/${id}`;
    const followUp = {
      notes: NOTE,
      appointment: { at: "2030-12-01T09:30:00.000Z", place: PLACE },
      contact: { email: "someone@example.com" },
    };
    await server.call("PATCH", `${address}/follow-up`, followUp, agentToken);
    await server.call("POST", `${address}/recap`, {}, agentToken);
    const exported = await server.call("GET", `${address}/export`, undefined, agentToken);
    const text = await exported.text();
    const body = JSON.parse(text) as ExportResponse;
    expect(body).toMatchObject({
      presentation: { id, project: "lagoon-terraces", buyer: { name: BUYER }, status: "live" },
      visits: [{ name: VISITOR }],
      document: { meta: { version: 1, project: "lagoon-terraces" } },
      followUp,
      recap: { opens: 0 },
    });
    expect(text).not.toContain(secret);
    const before = await kept(server);
    for (const name of [BUYER, VISITOR, NOTE, PLACE]) expect(before).toContain(name);

    const erased = await server.call("POST", `${address}/erase`, undefined, agentToken);
    expect(erased.status).toBe(204);
    await agent.until(() => agent.closes.length > 0);
    const after = await kept(server);
    for (const trace of [BUYER, VISITOR, NOTE, PLACE, id, "a-301"])
      expect(after).not.toContain(trace);
    for (const call of ["", "/export"]) {
      const gone = await server.call("GET", address + call, undefined, agentToken);
      expect([gone.status, await gone.json()]).toMatchObject([404, { code: "unknown" }]);
    }
    const again = await server.call("POST", `${address}/join`, { secret });
    expect(again.status).toBe(404);
  });

  test("of one buyer is erased everywhere on request, bytes included, and a forwarded link shows none of it", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const { id, room, agentToken } = presentation;
    const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
    await agent.synced();
    const [visitor, other] = [await presentation.join(VISITOR), await presentation.join(BUYER)];
    const clients = [visitor, other].map(({ token }) => openStockClient(server.url, room, token));
    await Promise.all(clients.map((client) => client.synced()));
    openWriter(agent.doc).write({ view: { screen: "unit", unit: "b-1204" } });
    await clients[0]?.until(() => clients[0]?.state()?.view.screen === "unit");
    const address = `/api/presentations/${id}`;
    await server.call("PUT", `${address}/hearts/a-301`, undefined, visitor.token);
    await server.call("DELETE", address, undefined, agentToken);
    const made = await server.call("POST", `${address}/recap`, {}, agentToken);
    const secret = new URL(((await made.json()) as { link: string }).link).hash.slice(1);
    const open = async (token?: string) => {
      const answer = await server.call("POST", `/api/recaps/${id}/open`, { secret, token });
      return (await answer.json()) as RecapResponse;
    };
    const own = await open(visitor.token);
    expect(own).toMatchObject({ likes: ["a-301"], mayLike: true });
    const others = JSON.stringify(await open(other.token));
    const forwarded = JSON.stringify(await open());
    for (const text of [others, forwarded]) {
      for (const trace of [VISITOR, own.reader ?? "?", "a-301"]) expect(text).not.toContain(trace);
    }
    expect(await kept(server)).toContain(VISITOR);

    const forgotten = await server.call("POST", `/api/recaps/${id}/forget`, {}, own.token);
    expect(forgotten.status).toBe(204);
    const calls = ["", "/export", "/history"].map(async (call) => {
      const answer = await server.call("GET", address + call, undefined, agentToken);
      return answer.text();
    });
    const everything = [await kept(server), ...(await Promise.all(calls))];
    const traces = [VISITOR, own.reader ?? "?", "a-301"];
    const left = everything.map((text) => traces.filter((trace) => text.includes(trace)));
    expect(left).toEqual([[], [], [], []]);
    expect(everything[0]).toContain(BUYER);
  });
});
