import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHarness } from "../harness.ts";

const PAGES = ["/agent", "/agent/small/units", "/p/abc", "/inspect/abc", "/r/abc"];

describe("the built client", () => {
  let clientDir = "";
  beforeAll(async () => {
    clientDir = await mkdtemp(join(tmpdir(), ".offplan-client-"));
    await mkdir(join(clientDir, "assets"));
    await writeFile(join(clientDir, "index.html"), "<!doctype html><title>page</title>");
    await writeFile(join(clientDir, "assets", "main-abc123.js"), "export {};");
    await writeFile(join(clientDir, "icon.svg"), "<svg/>");
  });
  afterAll(() => rm(clientDir, { recursive: true }));

  test.each(PAGES)("serves its page at %s, revalidated each time", async (path) => {
    const { get } = await openHarness({ settings: { clientDir } });
    const page = await get(path);
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(page.text).toContain("<title>page</title>");
  });

  test("serves no page at an unknown path", async () => {
    const { get } = await openHarness({ settings: { clientDir } });
    for (const path of ["/recap/abc", "/r", "/p", "/inspect", "/nothing"]) {
      expect((await get(path)).problem).toBe("404 unknown");
    }
  });

  test("serves assets immutable, other files by ETag, and nothing outside", async () => {
    const { get } = await openHarness({ settings: { clientDir } });
    const asset = await get("/assets/main-abc123.js");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const icon = await get("/icon.svg");
    const etag = icon.headers.get("etag") ?? "";
    for (const known of [etag, `"other", ${etag}`, "*"]) {
      const again = await get("/icon.svg", { headers: { "if-none-match": known } });
      expect([known, again.status, again.text]).toEqual([known, 304, ""]);
    }
    expect((await get("/icon.svg", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    expect((await get("/assets/gone.js")).problem).toBe("404 unknown");
    expect((await get("/assets/..%2f..%2fetc%2fpasswd")).status).toBeGreaterThanOrEqual(400);
  });

  test("redirects the root to the desk", async () => {
    const { get } = await openHarness({ settings: { clientDir } });
    const root = await get("/");
    expect([root.status, root.headers.get("location")]).toEqual([302, "/agent"]);
  });

  test("says what to run if it was not built", async () => {
    const { get } = await openHarness();
    const page = await get("/agent");
    expect(page.status).toBe(503);
    expect(page.text).toContain("npm run build");
  });
});

describe("media", () => {
  test("are not sent again if a conditional request finds them unchanged", async () => {
    const { get } = await openHarness();
    const first = await get("/media/small/lobby.svg");
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await get("/media/small/lobby.svg", { headers })).status).toBe(304);
  });

  test("a drawing is cacheable for a day, not a page, and cannot run scripts", async () => {
    const { get } = await openHarness();
    const drawing = await get("/media/small/lobby.svg");
    expect(drawing.status).toBe(200);
    expect(drawing.headers.get("content-type")).toContain("image/svg+xml");
    expect(drawing.headers.get("cache-control")).toBe("public, max-age=86400");
    expect(drawing.headers.get("x-content-type-options")).toBe("nosniff");
    const policy = drawing.headers.get("content-security-policy");
    expect(policy).toContain("sandbox");
    expect(policy).toContain("default-src 'none'");
    expect(drawing.headers.get("etag")).not.toBeNull();
  });

  test("subfolders of media are served, but no files that packs do not list", async () => {
    const { get } = await openHarness();
    expect((await get("/media/small/deep/a.txt")).text).toBe("plain\n");
    expect((await get("/media/small/a.txt")).problem).toBe("404 unknown");
    expect((await get("/media/none/lobby.svg")).problem).toBe("404 unknown");
    expect((await get("/media/small/..%2flobby.svg")).problem).toBe("404 unknown");
  });
});

describe("monitoring endpoints", () => {
  test("report liveness, readiness and metrics", async () => {
    const { get } = await openHarness();
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(200);
    const metrics = await get("/metrics");
    expect(metrics.headers.get("content-type")).toContain("text/plain");
    expect(metrics.text).toContain(
      'offplan_http_request_seconds_count{method="GET",route="/readyz"',
    );
    expect(metrics.text).toContain("nodejs_eventloop_lag_seconds");
  });

  test("report alive but not ready while a part fails", async () => {
    const { get } = await openHarness({ readiness: [() => Promise.reject(new Error("no"))] });
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).problem).toBe("503 unavailable");
  });

  test("report not ready if a part does not respond at all", async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const stalled = () => {
      resolve();
      return new Promise<void>(() => undefined);
    };
    const { get, clock } = await openHarness({ readiness: [stalled] });
    const answer = get("/readyz");
    await asked;
    clock.advance(2000);
    expect((await answer).problem).toBe("503 unavailable");
  });
});
