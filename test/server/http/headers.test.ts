import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JoinResponse } from "../../../schema/protocol/api.ts";
import { openHarness, present, type Answer } from "./harness.ts";

const EVIL = { origin: "https://evil.example" };

let clientDir = "";
beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "offplan-headers-"));
  await mkdir(join(clientDir, "assets"));
  await writeFile(join(clientDir, "index.html"), "<!doctype html><title>page</title>");
  await writeFile(join(clientDir, "assets", "main.js"), "export {};");
});
afterAll(() => rm(clientDir, { recursive: true }));

/** One response of every kind, requested by a page of another origin. */
async function answersOfEveryKind(publicUrl = "https://live.example.com") {
  const harness = await openHarness({ settings: { clientDir, publicUrl: () => publicUrl } });
  const { agentToken: token, get, post } = harness;
  const { id, secret } = await present(harness);
  const path = `/api/presentations/${id}`;
  const headers = EVIL;
  const join = await post(`${path}/join`, { headers, body: { secret } });
  const room = (join.json() as JoinResponse).token;
  const units = await get("/api/projects/small/units", { token, headers });
  const tag = units.headers.get("etag") ?? "";
  const answers: Record<string, Answer> = {
    page: await get(`/p/${id}`, { headers }),
    asset: await get("/assets/main.js", { headers }),
    redirect: await get("/", { headers }),
    drawing: await get("/media/small/lobby.svg", { headers }),
    project: await get("/api/projects/small", { token, headers }),
    units,
    unchanged: await get("/api/projects/small/units", {
      token,
      headers: { ...EVIL, "if-none-match": tag },
    }),
    created: await post("/api/presentations", { token, headers, body: { project: "small" } }),
    join,
    self: await get(`${path}/self`, { token: room, headers }),
    renewed: await post(`${path}/renew`, { token: room, headers }),
    export: await get(`${path}/export`, { token, headers }),
    problem: await get("/api/projects", { headers }),
    "broken body": await post("/api/sign-in", { headers, body: "{" }),
    "broken address": await get("/p/%E0%A4%A", { headers }),
    "unknown call": await get("/api/nothing", { headers }),
    "unknown page": await get("/nothing", { headers }),
    health: await get("/healthz", { headers }),
    metrics: await get("/metrics", { headers }),
    ended: await harness.delete(path, { token, headers }),
  };
  return answers;
}

const KINDS_THAT_MAY_BE_SHARED = new Set(["asset", "drawing"]);

describe("every kind of response", () => {
  let answers: Record<string, Answer>;
  beforeEach(async () => {
    answers = await answersOfEveryKind();
  });
  const each = (look: (headers: Headers, kind: string) => unknown) =>
    Object.fromEntries(
      Object.entries(answers).map(([kind, { headers }]) => [kind, look(headers, kind)]),
    );
  const all = (value: unknown) => each(() => value);

  test("has the status of its kind", () => {
    const statuses = Object.entries(answers).map(([kind, { status }]) => `${kind} ${status}`);
    expect(statuses.join(", ")).toBe(
      "page 200, asset 200, redirect 302, drawing 200, project 200, units 200, unchanged 304, created 201, " +
        "join 200, self 200, renewed 200, export 200, problem 401, broken body 400, broken address 400, " +
        "unknown call 404, unknown page 404, health 200, metrics 200, ended 204",
    );
  });

  test.each([
    ["referrer-policy", "no-referrer"],
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["strict-transport-security", "max-age=15552000"],
    ["x-powered-by", null],
    ["set-cookie", null],
  ])("has %s: %s", (name, value) => {
    expect(each((headers) => headers.get(name))).toEqual(all(value));
  });

  test("cannot be read by other origins", () => {
    const cors = (headers: Headers) =>
      [...headers.keys()].filter((name) => name.startsWith("access-control-"));
    expect(each(cors)).toEqual(all([]));
  });

  test("requests no device permissions", () => {
    const refuses = (headers: Headers) =>
      ["camera=()", "microphone=()", "geolocation=()", "display-capture=()"].every((feature) =>
        headers.get("permissions-policy")?.includes(feature),
      );
    expect(each(refuses)).toEqual(all(true));
  });

  test("allows no inline scripts and no other origins", () => {
    const policies = each((headers, kind) => {
      const policy = headers.get("content-security-policy") ?? "";
      const directives = new Map(
        policy.split(";").map((directive) => {
          const [name = "", ...sources] = directive.trim().split(/\s+/);
          return [name, sources.join(" ")];
        }),
      );
      const scripts = directives.get("script-src") ?? directives.get("default-src");
      const foreign = [...directives.values()].join(" ").match(/(?:https?|wss?):\S+|\*/g) ?? [];
      return { kind, scripts, foreign };
    });
    for (const [kind, policy] of Object.entries(policies)) {
      expect(policy).toEqual(
        kind === "drawing"
          ? { kind, scripts: "'none'", foreign: [] }
          : { kind, scripts: "'self'", foreign: ["wss://live.example.com"] },
      );
    }
  });

  test("is stored by shared caches only if it is public", () => {
    const mayShare = (headers: Headers) => {
      const control = headers.get("cache-control") ?? "";
      return !["no-store", "private", "no-cache"].some((word) => control.includes(word));
    };
    expect(each(mayShare)).toEqual(each((_headers, kind) => KINDS_THAT_MAY_BE_SHARED.has(kind)));
  });

  test("is not stored at all if it contains a credential", () => {
    const kinds = ["created", "join", "renewed"];
    const controls = kinds.map((kind) => answers[kind]?.headers.get("cache-control"));
    expect(controls).toEqual(kinds.map(() => "no-store"));
  });

  test("redirects nowhere with a credential in the URL", () => {
    const locations = Object.values(answers).flatMap(
      ({ headers }) => headers.get("location") ?? [],
    );
    expect(locations).toEqual(["/agent"]);
    const created = answers["created"]?.json() as { link: string };
    const link = new URL(created.link);
    expect([link.search, link.username, link.pathname.split("/").length]).toEqual(["", "", 3]);
    expect(link.hash.length).toBeGreaterThanOrEqual(1 + 27);
  });
});

test("a site without TLS sends no HSTS", async () => {
  const answers = await answersOfEveryKind("http://192.168.1.20:3000");
  for (const [kind, { headers }] of Object.entries(answers)) {
    expect({ kind, hsts: headers.get("strict-transport-security") }).toEqual({ kind, hsts: null });
  }
});

test.each(["/api/sign-in", "/api/presentations", "/api/projects/small", "/media/small/lobby.svg"])(
  "a preflight for %s is refused",
  async (path) => {
    const { origin } = await openHarness();
    const response = await fetch(origin + path, {
      method: "OPTIONS",
      headers: {
        ...EVIL,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type",
      },
    });
    const allowed = [...response.headers.keys()].filter((name) =>
      name.startsWith("access-control-"),
    );
    expect(allowed).toEqual([]);
    expect(response.status).toBeLessThan(500);
  },
);

test("a form of another site cannot send requests: bodies must have the JSON type", async () => {
  const harness = await openHarness();
  const { id, secret } = await present(harness);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const answer = await harness.post(`/api/presentations/${id}/join`, {
      headers: { "content-type": type },
      body: { secret },
    });
    expect(answer.problem).toBe("400 invalid_body");
  }
});
