import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { promised } from "../../support/clock/promised.ts";
import { MOST_UNITS } from "../../../schema/protocol/api.ts";
import type {
  HistoryResponse,
  RecapResponse,
  UnitsResponse,
} from "../../../schema/protocol/api.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const CRM = "the-key-of-a-CRM-that-is-long-enough";
const SERVICE_KEYS = `crm:${createHash("sha256").update(CRM).digest("hex")}`;
const UNITS = "/api/projects/lagoon-terraces/units";
/** The contract's limit for a change: pages poll every 2.5 s. */
const SHOWN_WITHIN_MS = promised(5000);

async function open() {
  const server = await openTestServer({ SERVICE_KEYS });
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const { token } = await presentation.join();
  const rowsFor = async (bearer: string) => {
    const answer = await server.call("GET", UNITS, undefined, bearer);
    const { units } = (await answer.json()) as UnitsResponse;
    return new Map(units.map((row) => [row.id, row]));
  };
  const push = (path: string, body: unknown) => server.call("PATCH", UNITS + path, body, CRM);
  return { server, presentation, agent, token, rowsFor, push };
}

test("a price that a CRM pushes is on phones within 5 s, and a recap has both prices", async () => {
  const { server, presentation, agent, token, rowsFor, push } = await open();
  const path = `/api/presentations/${presentation.id}`;
  const buyer = await openBuyer(server, presentation);
  agent.writer.write({ view: unitView("b-1204") });
  await sees(buyer, unitView("b-1204"));
  const before = (await rowsFor(token)).get("b-1204");

  const answer = await push("/b-1204", { price: 312_345_678 });
  expect([answer.status, await answer.json()]).toEqual([200, { ...before, price: 312_345_678 }]);
  const priceOf = async (bearer: string) => (await rowsFor(bearer)).get("b-1204")?.price;
  for (const bearer of [token, presentation.agentToken]) {
    await expect.poll(() => priceOf(bearer), { timeout: SHOWN_WITHIN_MS }).toBe(312_345_678);
  }
  expect([...agent.closes, ...buyer.closes]).toEqual([]);

  await server.call("DELETE", path, undefined, presentation.agentToken);
  const made = await server.call("POST", `${path}/recap`, {}, presentation.agentToken);
  const { link } = (await made.json()) as { link: string };
  await push("/b-1204", { price: 298_000_000 });
  const secret = new URL(link).hash.slice(1);
  const opened = await server.call("POST", `/api/recaps/${presentation.id}/open`, { secret });
  const recap = (await opened.json()) as RecapResponse;
  const [now, then] = [recap.units, recap.unitsThen].map((rows) =>
    rows.find(({ id }) => id === "b-1204"),
  );
  expect([then?.price, now?.price]).toEqual([312_345_678, 298_000_000]);
});

test("homes pushed together change together and are in the history; with one invalid, none changes", async () => {
  const { server, presentation, agent, token, rowsFor, push } = await open();
  const before = await rowsFor(token);
  const wrong = [
    [{ "b-1204": { price: 5 }, "b-9999": { price: 5 } }, 404],
    [{ "b-1204": { price: 5 }, constructor: { price: 5 } }, 404],
    [{ "b-1204": { price: 5 }, "b-1304": { price: -1 } }, 400],
    [{ "b-1204": { price: 5 }, "b-1304": {} }, 400],
    [{}, 400],
  ] as const;
  for (const [units, status] of wrong) expect((await push("", { units })).status).toBe(status);
  expect(await rowsFor(token)).toEqual(before);

  const other = [...before.values()].find(
    ({ id, status }) => status === "available" && id !== "b-1204",
  );
  if (other === undefined) throw new Error("no other home is available");
  const change = { status: "reserved", price: 7 } as const;
  const answer = await push("", { units: { "b-1204": change, [other.id]: { status: "sold" } } });
  expect(answer.status).toBe(200);
  const { units } = (await answer.json()) as UnitsResponse;
  expect(new Set(units)).toEqual(
    new Set([
      { id: "b-1204", ...change },
      { ...other, status: "sold" },
    ]),
  );
  await expect
    .poll(async () => (await rowsFor(token)).get("b-1204"), { timeout: SHOWN_WITHIN_MS })
    .toEqual({ id: "b-1204", ...change });
  const told = async () => {
    const path = `/api/presentations/${presentation.id}/history`;
    const read = await server.call("GET", path, undefined, presentation.agentToken);
    const { moments } = (await read.json()) as HistoryResponse;
    return moments.filter(({ kind }) => kind === "status");
  };
  await expect.poll(told).toMatchObject([
    { by: "service:crm", unit: "b-1204", status: "reserved" },
    { by: "service:crm", unit: other.id, status: "sold" },
  ]);
  expect(agent.closes).toEqual([]);
});

test("one call takes at most 5,000 homes", async () => {
  const { server, presentation, push } = await open();
  const most = Array.from({ length: MOST_UNITS }, (_, n) => [`tower-${n}`, { price: n }] as const);
  const unknown = await push("", { units: Object.fromEntries(most) });
  const problem = (await unknown.json()) as { code: string; detail: string };
  expect([unknown.status, problem.code]).toEqual([404, "unknown"]);
  expect(problem.detail).toMatch(/^No such homes: tower-0, .* and 4980 more$/);
  const more = { ...Object.fromEntries(most), "tower-x": { price: 1 } };
  expect((await push("", { units: more })).status).toBe(400);
  const tooLarge = await push("", { units: {}, padding: "x".repeat(1024 * 1024) });
  expect(tooLarge.status).toBe(413);
  const agents = await server.call("PATCH", UNITS, {}, presentation.agentToken);
  expect(agents.status).toBe(400);
});
