import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { StorageError } from "../../../server/storage/storage.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { openHarness } from "./harness.ts";

describe("every error is a problem document", () => {
  test.each([
    ["GET", "/api/nothing"],
    ["GET", "/nothing"],
    ["PUT", "/api/nothing"],
    ["DELETE", "/api/projects/small/nothing"],
    ["GET", "/media/small/secret.txt"],
  ] as const)("404 for %s %s", async (method, path) => {
    const { origin } = await openHarness();
    const response = await fetch(origin + path, { method });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "unknown", status: 404 });
  });

  test("a path that cannot be decoded is refused", async () => {
    const { get } = await openHarness();
    expect((await get("/api/projects/%ff")).problem).toBe("400 invalid_body");
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["nothing", undefined],
    ["a wrong field", { key: 5 }],
  ])("a body with %s is refused", async (_what, body) => {
    const { post } = await openHarness();
    const answer = await post("/api/sign-in", { body });
    expect(answer.problem).toBe("400 invalid_body");
  });

  test("names the field at fault and does not quote it", async () => {
    const { post, agentToken: token } = await openHarness();
    const body = { project: "small", pin: "not-a-pin-77" };
    const answer = await post("/api/presentations", { token, body });
    expect(answer.json()).toMatchObject({ code: "invalid_body", detail: "Wrong: pin" });
    expect(answer.text).not.toContain("not-a-pin-77");
  });

  test("a body over the limit is refused", async () => {
    const { post } = await openHarness();
    const answer = await post("/api/sign-in", { body: { key: "k".repeat(20_000) } });
    expect(answer.problem).toBe("413 body_too_large");
  });

  test.each([
    ["POST", "/api/sign-in", "application/json", 17_000],
    ["POST", "/api/presentations", "application/json; charset=utf-8", 99_999_999_999],
    ["PUT", "/api/projects/small/list/mapping", "application/json", 2_000_000],
  ] as const)(
    "%s %s is refused by its announced length, unread",
    async (method, path, type, length) => {
      const { origin, agentToken } = await openHarness();
      const headers = {
        authorization: `Bearer ${agentToken}`,
        "content-type": type,
        "content-length": length,
      };
      const asked = httpRequest(origin + path, { method, headers }).on("error", () => undefined);
      asked.write("{");
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      expect(answer.statusCode).toBe(413);
      asked.destroy();
    },
  );

  test("a storage failure is `unavailable`, without details", async () => {
    const storage = openMemoryStorage();
    storage.presentations.find = () => Promise.reject(new StorageError("disk of /srv is full"));
    const { get, agentToken: token } = await openHarness({ storage });
    const answer = await get("/api/presentations/p", { token });
    expect(answer.problem).toBe("503 unavailable");
    expect(answer.text).not.toContain("/srv");
  });

  test("an unexpected error is `internal`, without details", async () => {
    const storage = openMemoryStorage();
    storage.presentations.find = () => Promise.reject(new TypeError("x of undefined"));
    const { get, logLines, agentToken: token } = await openHarness({ storage });
    const answer = await get("/api/presentations/p", { token });
    expect(answer.problem).toBe("500 internal");
    expect(answer.text).not.toContain("undefined");
    expect(logLines.join("")).toContain("x of undefined");
  });
});

describe("headers", () => {
  test("only own scripts and files may load, and other origins are refused", async () => {
    const { get } = await openHarness();
    const { headers } = await get("/agent", { headers: { origin: "https://evil.example" } });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self' wss://live.example.com");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test("no API response is stored, including refusals", async () => {
    const { get, agentToken: token } = await openHarness();
    const listed = await get("/api/projects", { token });
    expect(listed.headers.get("cache-control")).toBe("no-store");
    expect(listed.headers.get("etag")).toBeNull();
    expect((await get("/api/projects")).headers.get("cache-control")).toBe("no-store");
    expect((await get("/api/projects")).headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("log lines", () => {
  test("one per request, with the route's pattern instead of its URL", async () => {
    const { get, logLines, agentToken: token } = await openHarness();
    const answer = await get("/api/presentations/abc?secret=x", { token });
    const lines = logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      msg: "request",
      method: "GET",
      route: "/api/presentations/:id",
      status: 404,
      requestId: answer.headers.get("x-request-id"),
      ms: expect.any(Number) as number,
    });
    expect(logLines.join("")).not.toContain("abc");
  });

  test("an aborted request is counted as aborted", async () => {
    const storage = openMemoryStorage();
    const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
    storage.presentations.listPage = () => {
      wasAsked();
      return new Promise(() => undefined);
    };
    const { origin, logLines, get, agentToken } = await openHarness({ storage });
    const request = httpRequest(`${origin}/api/presentations`, {
      headers: { authorization: `Bearer ${agentToken}` },
    });
    request.on("error", () => undefined);
    request.end();
    await asked;
    request.destroy();
    while (!logLines.join("").includes('"status":499')) await get("/healthz");
    expect(logLines.join("")).toContain('"route":"/api/presentations"');
  });
});

test("trap 32: every API response has the server's time", async () => {
  const { origin, clock } = await openHarness();
  for (const path of ["/api/projects", "/api/nothing"]) {
    const response = await fetch(origin + path);
    expect(response.headers.get("offplan-now")).toBe(String(clock.now()));
  }
});
