import { get as request, type IncomingHttpHeaders } from "node:http";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JoinResponse } from "../../../schema/protocol/api.ts";
import { openHarness, present } from "./harness.ts";

const SCRIPT = `export const words = ${JSON.stringify("home ".repeat(2000))};\n`;
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0h1"/>'.repeat(500)}</svg>`;

let clientDir = "";
beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "offplan-compress-"));
  await mkdir(join(clientDir, "assets"));
  await writeFile(join(clientDir, "assets", "main.js"), SCRIPT);
  await writeFile(join(clientDir, "assets", "plan.svg"), DRAWING);
  await writeFile(join(clientDir, "assets", "photo.jpg"), "home ".repeat(2000));
});
afterAll(() => rm(clientDir, { recursive: true }));

/** Returns the raw bytes, which `fetch` would decode. */
async function raw(url: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    readonly headers: IncomingHttpHeaders;
    readonly bytes: Buffer;
  }>();
  request(url, { headers }, (response) => {
    buffer(response).then((bytes) => resolve({ headers: response.headers, bytes }), reject);
  }).on("error", reject);
  return promise;
}

describe("compression", () => {
  test("compresses the client for browsers that accept it", async () => {
    const { origin } = await openHarness({ settings: { clientDir } });
    const url = `${origin}/assets/main.js`;
    const brotli = await raw(url, { "accept-encoding": "br, gzip" });
    expect(brotli.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(brotli.bytes).toString()).toBe(SCRIPT);
    expect(brotli.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    const gzip = await raw(url, { "accept-encoding": "gzip" });
    expect(gunzipSync(gzip.bytes).toString()).toBe(SCRIPT);
    const plain = await raw(url, {});
    expect(plain.bytes.toString()).toBe(SCRIPT);
    for (const { headers } of [brotli, gzip, plain]) expect(headers.vary).toBe("Accept-Encoding");
  });

  test("compresses drawings, not photographs", async () => {
    const { origin } = await openHarness({ settings: { clientDir } });
    const encoding = async (name: string) => {
      const { headers } = await raw(`${origin}/assets/${name}`, { "accept-encoding": "gzip" });
      return headers["content-encoding"];
    };
    expect([await encoding("plan.svg"), await encoding("photo.jpg")]).toEqual(["gzip", undefined]);
  });

  test("does not compress byte ranges", async () => {
    const { origin } = await openHarness({ settings: { clientDir } });
    const part = await raw(`${origin}/assets/main.js`, {
      "accept-encoding": "gzip",
      range: "bytes=0-4999",
    });
    expect(part.headers["content-encoding"]).toBeUndefined();
    expect(part.bytes.toString()).toBe(SCRIPT.slice(0, 5000));
  });

  test("compresses a development, and its ETag still matches", async () => {
    const { origin, agentToken } = await openHarness();
    const headers = { "accept-encoding": "gzip", authorization: `Bearer ${agentToken}` };
    const project = await raw(`${origin}/api/projects/small`, headers);
    expect(project.headers["content-encoding"]).toBe("gzip");
    expect(JSON.parse(gunzipSync(project.bytes).toString())).toMatchObject({ id: "small" });
  });

  test("does not compress responses with a name or credential, however long", async () => {
    const harness = await openHarness();
    const { origin, agentToken, post } = harness;
    const first = await present(harness, { buyer: { name: "Omar".repeat(20) } });
    for (let more = 0; more < 10; more++) await present(harness);
    const path = `/api/presentations/${first.id}`;
    const visits = [...Array(10).keys()].map(() =>
      post(`${path}/join`, { body: { secret: first.secret, name: "Layla".repeat(16) } }),
    );
    const joined = await Promise.all(visits);
    const { token = "" } = (joined[0]?.json() ?? {}) as Partial<JoinResponse>;
    const asked: [string, string][] = [
      ["/api/presentations", agentToken],
      [path, agentToken],
      [`${path}/export`, agentToken],
      [`${path}/self`, token],
    ];
    for (const [call, bearer] of asked) {
      const headers = { "accept-encoding": "gzip", authorization: `Bearer ${bearer}` };
      const answer = await raw(origin + call, headers);
      expect(JSON.parse(answer.bytes.toString())).toBeTypeOf("object");
      expect(answer.headers["content-encoding"]).toBeUndefined();
    }
    const long = await raw(`${origin}/api/presentations`, {
      authorization: `Bearer ${agentToken}`,
    });
    expect(long.bytes.byteLength).toBeGreaterThan(2048);
  });
});
