import { describe, expect, test } from "vitest";
import type { IRouter } from "express";
import type { Storage } from "../../../server/storage/storage.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { openHarness, present, type Harness } from "./harness.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** Storage calls that only read. */
const READS =
  /^(find|list|get|read|load|count|has|is|of|page|since|all|visits?|hearts?|statuses|names?)/i;

interface Route {
  /** With parameters filled in. */
  readonly path: string;
  readonly methods: ReadonlySet<string>;
}

/** Every path with a handler, whoever added it. */
function routesOf(router: IRouter, fill: (path: string) => string): readonly Route[] {
  const routes = new Map<string, Set<string>>();
  for (const { route } of router.stack) {
    for (const { method } of route?.stack ?? []) {
      if (typeof method !== "string") continue;
      const path = fill(route?.path ?? "");
      routes.set(path, (routes.get(path) ?? new Set()).add(method.toUpperCase()));
    }
  }
  return [...routes].map(([path, methods]) => ({ path, methods }));
}

/** Storage that records its calls. */
function noted(storage: Storage): { readonly storage: Storage; readonly calls: string[] } {
  const calls: string[] = [];
  const watch = <Value extends object>(watched: Value, name: string): Value =>
    new Proxy(watched, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver);
        const called = `${name}${String(key)}`;
        if (typeof value === "function") {
          return (...given: unknown[]): unknown => {
            calls.push(called);
            return Reflect.apply(value, target, given);
          };
        }
        return typeof value === "object" && value !== null ? watch(value, `${called}.`) : value;
      },
    });
  return { storage: watch(storage, ""), calls };
}

async function openEvery() {
  const { storage, calls } = noted(openMemoryStorage());
  const harness = await openHarness({ storage });
  const { id } = await present(harness);
  const fill = (path: string): string =>
    path
      .replace(/^(\/api\/presentations\/):id/, `$1${id}`)
      .replace(":project", "small")
      .replace(":unit", "b1-1")
      .replace(/[:*]\w+/g, "x");
  const routes = routesOf(harness.app.router, fill);
  calls.length = 0;
  return { harness, calls, routes };
}

const ask = (
  { origin, agentToken }: Harness,
  method: string,
  path: string,
): Promise<globalThis.Response> =>
  fetch(origin + path, {
    method,
    redirect: "manual",
    headers: { authorization: `Bearer ${agentToken}` },
  });

const namesIn = (allow: string | null): readonly string[] => (allow ?? "").split(", ").toSorted();

describe("every route", () => {
  test("trap 56: responds to HEAD like to GET, without a body, and changes nothing", async () => {
    const { harness, calls, routes } = await openEvery();
    const got = routes.filter(({ methods }) => methods.has("GET"));
    expect(got.length).toBeGreaterThan(15);
    for (const { path } of got) {
      const [full, head] = [await ask(harness, "GET", path), await ask(harness, "HEAD", path)];
      expect([path, head.status, await head.text()]).toEqual([path, full.status, ""]);
      expect(head.headers.get("content-type")).toBe(full.headers.get("content-type"));
      await full.arrayBuffer();
    }
    expect(calls.filter((called) => !READS.test(called.slice(called.indexOf(".") + 1)))).toEqual(
      [],
    );
    expect(harness.live.calls).toEqual([]);
  });

  test("responds to OPTIONS with its methods, and does nothing else", async () => {
    const { harness, calls, routes } = await openEvery();
    for (const { path, methods } of routes) {
      const answer = await ask(harness, "OPTIONS", path);
      const heads = methods.has("GET") ? ["HEAD"] : [];
      expect([path, answer.status, await answer.text()]).toEqual([path, 204, ""]);
      expect(namesIn(answer.headers.get("allow"))).toEqual(
        [...methods, ...heads, "OPTIONS"].toSorted(),
      );
    }
    expect(calls).toEqual([]);
  });

  test("refuses all other methods with 405 and the list of methods", async () => {
    const { harness, calls, routes } = await openEvery();
    for (const { path, methods } of routes) {
      for (const method of METHODS.filter((name) => !methods.has(name))) {
        const answer = await ask(harness, method, path);
        expect([method, path, answer.status]).toEqual([method, path, 405]);
        expect(namesIn(answer.headers.get("allow"))).toEqual(
          expect.arrayContaining([...methods]) as unknown,
        );
        expect(await answer.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
      }
    }
    expect(calls).toEqual([]);
  });

  test.each([...METHODS, "OPTIONS"])(
    "that does not exist: %s is a problem with 404",
    async (method) => {
      const { harness, routes } = await openEvery();
      const unknown = routes
        .filter(({ path }) => path.startsWith("/api/"))
        .map(({ path }) => `${path}/nothing-of-ours`);
      for (const path of ["/api", "/api/", "/api/nothing", ...unknown]) {
        const answer = await ask(harness, method, path);
        // A longer path may match another route's parameter.
        if (routes.some((route) => isOf(route.path, path))) continue;
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expect(answer.headers.get("content-type")).toContain("application/problem+json");
      }
    },
  );
});

/** Whether `path` differs from a route's only in its last part, which may be a parameter. */
const isOf = (route: string, path: string): boolean =>
  route.split("/").length === path.split("/").length &&
  route.startsWith(path.slice(0, path.lastIndexOf("/") + 1));
