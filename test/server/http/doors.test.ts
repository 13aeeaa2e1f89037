import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get as request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHarness } from "./harness.ts";

const doorOf = (language: string, script = "first()") =>
  `<!doctype html><html lang="${language}"><script>${script}</script></html>`;
const sourceOf = (script: string) =>
  `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

let clientDir = "";
beforeEach(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "offplan-doors-"));
  await mkdir(join(clientDir, "assets"));
  await writeFile(join(clientDir, "index.html"), "<!doctype html><title>undrawn</title>");
});
afterEach(() => rm(clientDir, { recursive: true }));

const writeDoors = () =>
  Promise.all(
    ["en", "ru", "ar"].map((language) =>
      writeFile(join(clientDir, `door.${language}.html`), doorOf(language)),
    ),
  );

describe("an invitation's page", () => {
  test.each([
    ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
    ["ar-AE,ar;q=0.9", "ar"],
    ["de-DE,de;q=0.9,ru;q=0.5", "ru"],
    ["de-DE,de", "en"],
    ["", "en"],
  ])("for a reader of %j is drawn in %s", async (wanted, language) => {
    await writeDoors();
    const { get } = await openHarness({ settings: { clientDir } });
    const page = await get("/p/abc", { headers: { "accept-language": wanted } });
    expect(page.text).toContain(`lang="${language}"`);
    expect(page.headers.get("vary")).toContain("Accept-Language");
    expect(page.headers.get("cache-control")).toBe("no-cache");
  });

  test("may run its inline script and no other, also after a rebuild", async () => {
    await writeDoors();
    const { get } = await openHarness({ settings: { clientDir } });
    const policy = async () => (await get("/p/abc")).headers.get("content-security-policy");
    expect(await policy()).toContain(`script-src 'self' ${sourceOf("first()")}`);
    await writeFile(join(clientDir, "door.en.html"), doorOf("en", "second()"));
    expect(await policy()).toContain(`script-src 'self' ${sourceOf("second()")}`);
    expect(await policy()).not.toContain(sourceOf("first()"));
    expect((await get("/agent")).headers.get("content-security-policy")).not.toContain("sha256");
  });

  test("has a recap's beside it, with its own script", async () => {
    await writeDoors();
    const asks = doorOf("ru", "asks()");
    await writeFile(join(clientDir, "recap.ru.html"), asks);
    const { get } = await openHarness({ settings: { clientDir } });
    const page = await get("/r/abc", { headers: { "accept-language": "ru" } });
    expect(page.text).toContain("asks()");
    expect(page.headers.get("content-security-policy")).toContain(sourceOf("asks()"));
    const unbuilt = await get("/r/abc", { headers: { "accept-language": "ar" } });
    expect(unbuilt.text).toContain("undrawn");
  });

  test("is the plain page if none was prerendered", async () => {
    const { get } = await openHarness({ settings: { clientDir } });
    const page = await get("/p/abc");
    expect(page.text).toContain("undrawn");
    expect(page.headers.get("content-security-policy")).not.toContain("script-src");
  });
});

describe("a file compressed at build time", () => {
  const SCRIPT = "export const built = 1;\n";

  async function ask(headers: Record<string, string>) {
    const { origin } = await openHarness({ settings: { clientDir } });
    const { promise, resolve } = Promise.withResolvers<{
      readonly encoding: string | undefined;
      readonly headers: Record<string, unknown>;
      readonly bytes: Buffer;
    }>();
    request(`${origin}/assets/main.js`, { headers }, (response) => {
      void buffer(response).then((bytes) =>
        resolve({
          encoding: response.headers["content-encoding"],
          headers: response.headers,
          bytes,
        }),
      );
    });
    return promise;
  }

  beforeEach(async () => {
    await writeFile(join(clientDir, "assets", "main.js"), SCRIPT);
    await writeFile(join(clientDir, "assets", "main.js.br"), brotliCompressSync(SCRIPT));
  });

  test("is sent as it is to browsers that accept it", async () => {
    const { encoding, headers, bytes } = await ask({ "accept-encoding": "gzip, br" });
    expect(encoding).toBe("br");
    expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
    expect(headers["content-type"]).toContain("text/javascript");
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(headers["vary"]).toBe("Accept-Encoding");
  });

  test.each<Record<string, string>>([
    {},
    { "accept-encoding": "identity" },
    { "accept-encoding": "br;q=0" },
  ])("and to nobody else: %j", async (headers) => {
    const answer = await ask(headers);
    expect(answer.encoding).toBeUndefined();
    expect(answer.bytes.toString()).toBe(SCRIPT);
  });

  test("is not used for byte ranges", async () => {
    const part = await ask({ "accept-encoding": "br", range: "bytes=0-5" });
    expect(part.encoding).toBeUndefined();
    expect(part.bytes.toString()).toBe("export");
  });
});
