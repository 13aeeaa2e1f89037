import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOW_HEADER } from "../../../../schema/protocol/api.ts";
import { openHarness, present } from "../harness.ts";

const ADMIN = "https://admin.example";
const OTHER = "https://crm.example:8443";
const EVIL = "https://evil.example";

let clientDir = "";
beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "offplan-origins-"));
  await mkdir(join(clientDir, "assets"));
  const page = `<!doctype html>\n<html lang="en"><script src="./assets/main.js"></script></html>`;
  for (const name of ["index.html", "door.en.html"]) await writeFile(join(clientDir, name), page);
  await writeFile(join(clientDir, "element.js"), "export {};");
});
afterAll(() => rm(clientDir, { recursive: true }));

const open = (settings: { readonly embedsViewers?: boolean; readonly publicPath?: string } = {}) =>
  openHarness({ settings: { clientDir, allowedOrigins: [ADMIN, OTHER], ...settings } });

const framedBy = (headers: Headers): string =>
  /frame-ancestors ([^;]*)/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "anybody";

const DESK = ["/agent", ...["present", "stage", "inspect"].map((part) => `/agent/embed/${part}`)];
const BUYERS = ["/p/abc", "/r/abc"];
const REST = ["/agent/join/abc", "/inspect/abc", "/nothing", "/api/nothing", "/healthz"];

describe("framing", () => {
  test("no page may be framed by default", async () => {
    const { get } = await openHarness({ settings: { clientDir } });
    for (const path of [...DESK, ...BUYERS, ...REST]) {
      const { headers, text } = await get(path);
      expect([path, framedBy(headers)]).toEqual([path, "'none'"]);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(text).not.toContain("data-framed-by");
    }
  });

  test("the allowed origins frame the desk and nothing else", async () => {
    const { get } = await open();
    for (const path of DESK) {
      const { headers, text } = await get(path);
      expect([path, framedBy(headers)]).toEqual([path, `${ADMIN} ${OTHER}`]);
      expect(headers.get("x-frame-options")).toBeNull();
      expect(text).toContain(`data-framed-by="${ADMIN} ${OTHER}"`);
    }
    for (const path of [...BUYERS, ...REST]) {
      const { headers } = await get(path);
      expect([path, framedBy(headers)]).toEqual([path, "'none'"]);
      expect(headers.get("x-frame-options")).toBe("DENY");
    }
  });

  test("buyers' pages too with EMBED_VIEWERS", async () => {
    const { get } = await open({ embedsViewers: true });
    for (const path of BUYERS) {
      expect(framedBy((await get(path)).headers)).toBe(`${ADMIN} ${OTHER}`);
    }
    for (const path of REST) expect(framedBy((await get(path)).headers)).toBe("'none'");
  });

  test("a page's ETag changes with what the server inserts into it", async () => {
    const tags = await Promise.all(
      ["", "/viewings"].map(async (publicPath) => {
        const { get } = await open({ publicPath });
        const { headers, text } = await get("/agent");
        expect(text).toContain(`src="${publicPath}/assets/main.js"`);
        const etag = headers.get("etag") ?? "";
        expect((await get("/agent", { headers: { "if-none-match": etag } })).status).toBe(304);
        return etag;
      }),
    );
    expect(new Set(tags).size).toBe(2);
  });
});

const READ = ["/api/projects/small", "/api/nothing", "/media/small/lobby.svg", "/element.js"];

describe("reading from other origins", () => {
  test("an allowed origin reads calls and pictures, their headers and their errors", async () => {
    const { get, agentToken: token } = await open();
    for (const path of READ) {
      const { headers } = await get(path, { token, headers: { origin: ADMIN } });
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, ADMIN]);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
      expect(headers.get("vary")).toMatch(/\bOrigin\b/);
      const exposed = headers.get("access-control-expose-headers")?.split(", ");
      expect(exposed).toEqual(expect.arrayContaining([NOW_HEADER, "ETag", "Retry-After"]));
    }
  });

  test.each([EVIL, "null", `${ADMIN}.evil.example`, "http://admin.example"])(
    "%s reads nothing",
    async (origin) => {
      const { get } = await open();
      for (const path of READ) {
        const { headers } = await get(path, { headers: { origin } });
        expect([path, headers.get("access-control-allow-origin")]).toEqual([path, null]);
        expect(headers.get("vary")).toMatch(/\bOrigin\b/);
      }
    },
  );

  test("no other origin can read pages, health and metrics", async () => {
    const { get } = await open({ embedsViewers: true });
    for (const path of [...DESK, ...BUYERS, "/healthz", "/readyz", "/metrics"]) {
      const { headers } = await get(path, { headers: { origin: ADMIN } });
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, null]);
    }
  });

  test("pictures and the elements may be shown on other origins, calls and pages not", async () => {
    const { get } = await open();
    const policy = async (path: string) =>
      (await get(path)).headers.get("cross-origin-resource-policy");
    await expect(policy("/media/small/lobby.svg")).resolves.toBe("cross-origin");
    await expect(policy("/element.js")).resolves.toBe("cross-origin");
    await expect(policy("/api/nothing")).resolves.toBe("same-origin");
    await expect(policy("/agent")).resolves.toBe("same-origin");
  });

  test.each(["/api/projects/small/units/u1", "/api/sign-in", "/sync/room/attention"])(
    "a preflight for %s is answered with what an embedder needs",
    async (path) => {
      const { origin: server } = await open();
      const ask = (origin: string) =>
        fetch(server + path, {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "PATCH",
            "access-control-request-headers": "authorization,content-type,if-match",
          },
        });
      const { status, headers } = await ask(OTHER);
      expect(status).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe(OTHER);
      expect(headers.get("access-control-allow-methods")).toContain("PATCH");
      const allowed = headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
      expect(allowed).toEqual(
        expect.arrayContaining(["authorization", "content-type", "if-match", "if-none-match"]),
      );
      expect((await ask(EVIL)).headers.get("access-control-allow-methods")).toBeNull();
    },
  );

  test("OPTIONS that is not a preflight keeps its own answer", async () => {
    const { origin: server } = await open();
    const answer = await fetch(`${server}/api/projects/small`, {
      method: "OPTIONS",
      headers: { origin: ADMIN },
    });
    expect(answer.headers.get("allow")).toContain("GET");
  });

  test("an invitation's answers are the same for every origin but for the permission", async () => {
    const harness = await open();
    const { id, secret } = await present(harness);
    const join = async (origin: string) =>
      (
        await harness.post(`/api/presentations/${id}/join`, {
          headers: { origin },
          body: { secret },
        })
      ).status;
    await expect(join(ADMIN)).resolves.toBe(200);
    await expect(join(EVIL)).resolves.toBe(200);
  });
});
