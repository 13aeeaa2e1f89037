import { describe, expect, test } from "vitest";
import {
  apiDocument,
  checkAnswer,
  faultsOf,
  type DescribedOperation,
} from "../../support/server/checkAnswer.ts";
import { documentPath } from "../../../server/http/openapi/document.ts";
import { openHarness } from "./harness.ts";
import { routesOfCalls } from "./routesOfCalls.ts";

const operations: readonly (readonly [string, DescribedOperation])[] = Object.entries(
  apiDocument.paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
);

describe("the description of all calls", () => {
  test("has every route of the app and no others", async () => {
    const { app } = await openHarness();
    const described = operations.map(([call]) => call);
    const routes = routesOfCalls(app).map(
      ({ method, path }) => `${method.toLowerCase()} ${documentPath(path)}`,
    );
    expect(described.toSorted()).toEqual(routes.toSorted());
  });

  test("names each call once", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
  });

  test("has a valid example of each body", () => {
    let shown = 0;
    for (const [call, { requestBody, responses }] of operations) {
      for (const { content = {} } of [...Object.values(responses), requestBody ?? {}]) {
        const json = content["application/json"];
        if (json?.schema === undefined) continue;
        shown += 1;
        expect([call, faultsOf(json.schema, json.example)]).toEqual([call, []]);
      }
    }
    expect(shown).toBeGreaterThan(50);
  });

  test("is public, at the address used by links, and has one copy", async () => {
    const { get, origin } = await openHarness();
    const answer = await get("/openapi.json");
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      openapi: "3.1.0",
      servers: [{ url: "https://live.example.com" }],
    });
    const etag = answer.headers.get("etag") ?? "";
    const again = await fetch(`${origin}/openapi.json`, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    ["a status of its own", { status: 418, type: "application/json", text: "{}" }],
    ["a body where there is none", { status: 204, type: null, text: "x" }],
    ["another type", { status: 200, type: "text/html", text: "" }],
    ["less than it says", { status: 200, type: "application/json", text: '{"webhooks":[{}]}' }],
    ["more than it says", { status: 200, type: "application/json", text: '{"webhooks":[],"x":1}' }],
    [
      "a problem of no known code",
      { status: 403, type: "application/problem+json", text: '{"code":"strange"}' },
    ],
  ])("is not matched by an answer with %s", (_what, answer) => {
    expect(() => checkAnswer("GET", "/api/webhooks", answer)).toThrow("described");
  });

  test("a call without a description is rejected", () => {
    const answer = { status: 200, type: "application/json", text: "{}" };
    expect(() => checkAnswer("GET", "/api/new", answer)).toThrow("GET /api/new is not described");
    expect(() => checkAnswer("GET", "/agent", answer)).not.toThrow();
  });
});
