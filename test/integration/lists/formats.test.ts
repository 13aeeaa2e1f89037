import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CreateProjectResponse, ListResponse } from "../../../schema/protocol/api.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const FIXTURES = join(import.meta.dirname, "../../server/catalogue/list/fixtures");
const LIST = "Tower,Floor,Unit,Price\nA,1,101,1250000\nA,2,201,985000\n";

test.each([
  ["list.csv", Buffer.from(LIST), 2],
  ["tower.xlsx", readFileSync(join(FIXTURES, "tower.xlsx")), 4],
  ["tower.ods", readFileSync(join(FIXTURES, "tower.ods")), 4],
])("a new development is made of %s", async (_name, file, homes) => {
  const server = await openTestServer({ LOG_LEVEL: "fatal" });
  const token = await server.signIn();
  const named = { name: "Riverside", currency: "AED", areaUnit: "sqft" };
  const created = await server.call("POST", "/api/projects", named, token);
  const { id } = (await created.json()) as CreateProjectResponse;
  const put = await fetch(`${server.url}/api/projects/${id}/list`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
    body: new Uint8Array(file),
  });
  const list = (await put.json()) as ListResponse;
  expect(list).toMatchObject({ applied: true, homes, problems: [] });
});

test("a damaged workbook is refused with a reason", async () => {
  const server = await openTestServer({ LOG_LEVEL: "fatal" });
  const token = await server.signIn();
  const half = readFileSync(join(FIXTURES, "tower.xlsx")).subarray(0, 5000);
  const put = await fetch(`${server.url}/api/projects/lagoon-terraces/list`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
    body: new Uint8Array(half),
  });
  expect(put.status).toBe(422);
  expect(await put.json()).toMatchObject({ problems: [{ code: "damaged" }] });
});
