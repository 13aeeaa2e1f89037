import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PROBLEM_STATUS, type ProblemDetails } from "../../../schema/protocol/problems.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { examples } from "../../support/size.ts";

const RUNS = examples(600);

const ROUTES = [
  ["POST", "/api/sign-in"],
  ["GET", "/api/projects/:part"],
  ["GET", "/api/projects/:part/units"],
  ["PATCH", "/api/projects/:part/units/:part"],
  ["PATCH", "/api/projects/lagoon-terraces/units/:part"],
  ["POST", "/api/presentations"],
  ["GET", "/api/presentations/:part"],
  ["PATCH", "/api/presentations/:part"],
  ["PATCH", "/api/presentations/:id"],
  ["DELETE", "/api/presentations/:part"],
  ["POST", "/api/presentations/:part/tokens"],
  ["POST", "/api/presentations/:id/tokens"],
  ["POST", "/api/presentations/:part/join"],
  ["POST", "/api/presentations/:id/join"],
  ["POST", "/api/presentations/:id/preview"],
  ["POST", "/api/presentations/:id/renew"],
  ["GET", "/api/presentations/:id/self"],
  ["POST", "/api/:part"],
  ["GET", "/media/:part/:part"],
] as const;

/** Nearly valid bodies, so that later checks are reached. */
const anyField = fc.oneof(
  fc.string(),
  fc.constantFrom("", "\0", "\uD800", "x".repeat(15_000), "__proto__", "lagoon-terraces", "agent"),
  fc.double(),
  fc.constantFrom(null, true, 1e308, -1, 0, [], {}),
  fc.jsonValue(),
);
const anyBody = fc.oneof(
  fc
    .record(
      {
        key: anyField,
        status: anyField,
        project: anyField,
        minutes: anyField,
        buyer: fc.oneof(anyField, fc.record({ name: anyField })),
        pin: anyField,
        maxViewers: anyField,
        role: anyField,
        secret: anyField,
        name: anyField,
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body)),
  fc.json(),
  fc.string(),
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom(
    "[".repeat(8000),
    '{"__proto__":{"project":"lagoon-terraces"}}',
    "x".repeat(20_000),
  ),
);
const anyPart = fc.oneof(
  fc.string({ minLength: 1 }).map(encodeLoosely),
  fc.constantFrom("%", "%00", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%ff", "%ED%A0%80", "__proto__"),
  fc.constantFrom("constructor", "a".repeat(4000), "%F0%9F%98%80", ";x=1", "lagoon-terraces"),
);
const anyType = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-7",
  "text/plain",
  "application/x-www-form-urlencoded",
  "",
);
const anyEncoding = fc.constantFrom(undefined, undefined, undefined, "gzip", "br", "nonsense");

function encodeLoosely(text: string): string {
  return encodeURIComponent(text.replaceAll(/[\uD800-\uDFFF]/g, ""));
}

const known = new Set<string>(Object.keys(PROBLEM_STATUS));

async function expectAnswer(server: TestServer, response: Response): Promise<void> {
  const text = await response.text();
  if (response.status < 400) return;
  const problem = JSON.parse(text) as ProblemDetails;
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(known).toContain(problem.code);
  expect(problem.code).not.toBe("internal");
  expect(problem.code).not.toBe("unavailable");
  expect(response.status).toBe(PROBLEM_STATUS[problem.code]);
  expect(server.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
}

test("any refused request gets a problem of the contract and never a server error", async () => {
  const server = await openTestServer({ JOIN_ATTEMPTS_PER_MINUTE: "1000000" });
  const { id, agentToken, secret } = await server.present();
  const { token: buyerToken } = await server
    .call("POST", `/api/presentations/${id}/join`, { secret })
    .then(async (response) => (await response.json()) as { token: string });
  const anyAuthorization = fc.oneof(
    fc.constant(`Bearer ${agentToken}`),
    fc.constant(`Bearer ${buyerToken}`),
    fc.constantFrom("Bearer", "Bearer  ", "Basic eDp5", "Bearer a.b.c", `Bearer ${secret}`),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ROUTES),
      anyPart,
      anyBody,
      anyType,
      anyEncoding,
      anyAuthorization,
      async ([method, route], part, body, type, encoding, authorization) => {
        const path = route.replaceAll(":part", () => part).replace(":id", id);
        const response = await fetch(`${server.url}${path}`, {
          method,
          headers: {
            authorization,
            "content-type": type,
            ...(encoding !== undefined && { "content-encoding": encoding }),
          },
          ...(method !== "GET" && { body: body as BodyInit }),
        });
        await expectAnswer(server, response);
      },
    ),
    { numRuns: RUNS },
  );
  expect((await server.call("GET", "/healthz")).status).toBe(200);
});

/** Writes bytes to a new connection. Resolves to all received bytes once it is closed. */
async function tell(server: TestServer, bytes: string | Uint8Array): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  const answer: Buffer[] = [];
  socket.on("data", (data: Buffer) => answer.push(data));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(bytes);
  if (!socket.closed) await once(socket, "close");
  return Buffer.concat(answer).toString("latin1");
}

const upgrade = (path: string, ...lines: readonly string[]): string =>
  [
    `GET ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: Upgrade",
    "Upgrade: websocket",
    ...lines,
    "",
    "",
  ].join("\r\n");

const VERSION = "Sec-WebSocket-Version: 13";
const KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

test("bad handshakes are answered and closed, and the server goes on", async () => {
  const server = await openTestServer();
  const strange = [
    upgrade("/sync/x"),
    upgrade("/sync/x", VERSION, "Sec-WebSocket-Key: short"),
    upgrade("/sync/x", "Sec-WebSocket-Version: 99", KEY),
    upgrade("/sync/x", VERSION, KEY, "Sec-WebSocket-Protocol: ,,,"),
    upgrade("/sync/x", VERSION, KEY, "Sec-WebSocket-Protocol: a, a"),
    upgrade("/sync/x", VERSION, KEY, "Sec-WebSocket-Extensions: permessage-deflate; x="),
    upgrade("/sync/%zz/../..", VERSION, KEY),
    upgrade("//sync/x", VERSION, KEY),
    upgrade(`/sync/${"x".repeat(200)}`, VERSION, KEY),
    "\u0000\u0001\u0002\r\n\r\n",
    `GET /sync/x HTTP/1.1\r\nX: ${"y".repeat(20_000)}\r\n\r\n`,
  ];
  for (const request of strange) {
    expect(await tell(server, request)).toMatch(/^HTTP\/1\.1 4\d\d |token_invalid$/);
  }
  expect((await server.call("GET", "/healthz")).status).toBe(200);
});

test("an unfinished handshake is closed with 408", async () => {
  const server = await openTestServer();
  expect(await tell(server, "GET /sync/x HTTP/1.1\r\nHost: a\r\n")).toMatch(/^HTTP\/1\.1 408 /);
});
