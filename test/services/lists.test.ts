import { expect, test } from "vitest";
import type { Project, Unit } from "../../schema/catalogue/catalogue.ts";
import type { ListResponse, UnitsResponse } from "../../schema/protocol/api.ts";
import { makePack } from "../server/catalogue/packs.ts";
import { openAgent, openBuyer, sees, unitView } from "../support/server/people.ts";
import { promised } from "../support/clock/promised.ts";
import { longTest } from "../support/size.ts";
import { openTestServer, type TestServer } from "../support/server/testServer.ts";
import { usePostgres } from "./storage/postgresFixture.ts";

const postgres = usePostgres();
const HEADER = "building,floor,number,status,price";
const FIRST = [HEADER, "a,1,101,available,1000", "a,2,201,sold,2000"];
/** The contract's limit for a change: pages poll every 2.5 s. */
const SHOWN_WITHIN_MS = promised(5000);

async function openTwo() {
  const DATABASE_URL = await postgres().createDatabase();
  const PROJECTS_DIR = makePack({ units: FIRST.join("\n") });
  const environment = { DATABASE_URL, PROJECTS_DIR };
  const servers = await Promise.all([openTestServer(environment), openTestServer(environment)]);
  const token = await servers[0].signIn();
  return { servers, token };
}

const put = async (
  { url }: TestServer,
  token: string,
  rows: readonly string[],
  project = "riverside",
) => {
  const answer = await fetch(`${url}/api/projects/${project}/list`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
    body: rows.join("\n"),
  });
  return { status: answer.status, body: (await answer.json()) as ListResponse };
};

const get = async (server: TestServer, path: string, token: string): Promise<unknown> =>
  (await server.call("GET", `/api/projects/${path}`, undefined, token)).json();
const pricesAt = async (server: TestServer, token: string) =>
  ((await get(server, "riverside/units", token)) as UnitsResponse).units.map(({ price }) => price);
const unitsAt = async (
  server: TestServer,
  token: string,
  project = "riverside",
): Promise<readonly Unit[]> =>
  ((await get(server, project, token)) as Partial<Project>).units ?? [];

test("a list applied on one process reaches the other's agents and buyers within 5 s", async () => {
  const {
    servers: [here, there],
    token,
  } = await openTwo();
  const presentation = await there.present({ project: "riverside" });
  const agent = await openAgent(there, presentation);
  const buyer = await openBuyer(there, presentation);
  agent.writer.write({ view: unitView("a-201") });
  await sees(buyer, unitView("a-201"));
  const joined = await presentation.join();
  await expect.poll(() => pricesAt(there, joined.token)).toEqual([100_000, 200_000]);

  const { body } = await put(here, token, [HEADER, "a,1,101,sold,1100", "a,3,301,available,3000"]);
  expect(body).toMatchObject({ applied: true, revision: 1, added: 1, removed: 1 });
  await expect
    .poll(() => pricesAt(there, joined.token), { timeout: SHOWN_WITHIN_MS })
    .toEqual([110_000, 300_000]);
  const { revision } = (await get(there, "riverside/units", token)) as UnitsResponse;
  expect(await get(there, "riverside", token)).toMatchObject({ revision });
  expect(await get(here, "riverside", token)).toMatchObject({ revision });
  agent.writer.write({ view: unitView("a-301") });
  await sees(buyer, unitView("a-301"));
  agent.writer.write({ view: unitView("a-201") });
  await sees(buyer, unitView("a-201"));
  expect([...agent.closes, ...buyer.closes]).toEqual([]);
});

test("prices that are pushed on one process are shown by the other within 5 s", async () => {
  const {
    servers: [here, there],
    token,
  } = await openTwo();
  const presentation = await there.present({ project: "riverside" });
  const { token: buyer } = await presentation.join();
  const path = "/api/projects/riverside/units";
  await there.call("PATCH", `${path}/a-201`, { price: 5 }, token);
  const units = { "a-101": { price: 110_000 }, "a-201": { price: 200_000 } };
  expect((await here.call("PATCH", path, { units }, token)).status).toBe(200);
  await expect
    .poll(() => pricesAt(there, buyer), { timeout: SHOWN_WITHIN_MS })
    .toEqual([110_000, 200_000]);
  expect((await put(there, token, FIRST)).status).toBe(200);
  await expect
    .poll(() => pricesAt(here, token), { timeout: SHOWN_WITHIN_MS })
    .toEqual([100_000, 200_000]);
});

longTest("of two concurrent lists one is applied, completely and everywhere", async () => {
  const { servers, token } = await openTwo();
  const listOf = (price: number) => [
    HEADER,
    ...Array.from({ length: 200 }, (_, home) => `a,${home + 1},${home + 1},,${price}`),
  ];
  for (let round = 1; round <= 3; round++) {
    const prices = [round * 10, round * 10 + 1];
    const puts = await Promise.all(
      servers.map((server, index) => put(server, token, listOf(prices[index] ?? 0))),
    );
    expect(puts.map(({ status }) => status)).toEqual([200, 200]);
    const revisions = puts.map(({ body }) => body.revision);
    const last = prices[revisions.indexOf(Math.max(...revisions))];
    for (const server of servers) {
      await expect
        .poll(async () => new Set(await pricesAt(server, token)), { timeout: SHOWN_WITHIN_MS })
        .toEqual(new Set([(last ?? 0) * 100]));
    }
  }
  expect(await unitsAt(servers[0], token)).toEqual(await unitsAt(servers[1], token));
});

test("a development added on one process can be presented on the other", async () => {
  const {
    servers: [here, there],
    token,
  } = await openTwo();
  const body = { name: "Marina", currency: "AED" };
  expect((await here.call("POST", "/api/projects", body, token)).status).toBe(201);
  expect(await there.call("POST", "/api/projects", body, token).then(({ status }) => status)).toBe(
    201,
  );
  expect((await put(there, token, FIRST, "marina")).status).toBe(200);
  const presentation = await there.present({ project: "marina" });
  const agent = await openAgent(there, presentation);
  expect(agent.state()?.view).toEqual({ screen: "building", building: "a" });
  await expect
    .poll(() => get(here, "marina/units", token), { timeout: SHOWN_WITHIN_MS })
    .toMatchObject({ units: [{ id: "a-101" }, { id: "a-201" }] });
});

longTest(
  "a development that one process removes is gone in the other, even if it is added again",
  async () => {
    const {
      servers: [here, there],
      token,
    } = await openTwo();
    const add = (server: TestServer) =>
      server.call("POST", "/api/projects", { name: "Wrong", currency: "AED" }, token);
    const isThere = async () =>
      (await there.call("GET", "/api/projects/wrong", undefined, token)).status;
    await add(here);
    expect(await isThere()).toBe(200);
    expect(await put(there, token, [HEADER, "a,1,101,,1000"], "wrong")).toMatchObject({
      status: 200,
    });
    expect((await here.call("DELETE", "/api/projects/wrong", undefined, token)).status).toBe(204);
    await expect.poll(isThere, { timeout: SHOWN_WITHIN_MS }).toBe(404);

    await add(here);
    expect(await put(here, token, [HEADER, "b,1,7,,70"], "wrong")).toMatchObject({
      body: { revision: 1 },
    });
    const unitsThere = async () => (await unitsAt(there, token, "wrong")).map(({ id }) => id);
    await expect.poll(unitsThere, { timeout: SHOWN_WITHIN_MS }).toEqual(["b-7"]);
    // Removed and added again between two refreshes of the other process.
    await here.call("DELETE", "/api/projects/wrong", undefined, token);
    await add(here);
    await put(here, token, [HEADER, "c,1,8,,80"], "wrong");
    await expect.poll(unitsThere, { timeout: SHOWN_WITHIN_MS }).toEqual(["c-8"]);
  },
);
