import { isBuiltin } from "node:module";
import { gzipSync } from "node:zlib";
import { Miniflare } from "miniflare";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { bundleWorker } from "../../../server/workers/build/bundle.ts";

/** The platform takes more, and starts slower by it. */
const MOST_BYTES = 1024 * 1024;

let bundle = "";
beforeAll(async () => {
  bundle = await bundleWorker();
});

const imported = (): readonly string[] => {
  const specifiers = bundle.matchAll(/(?:\bfrom|\bimport)\s*\(?["']([^"'\s]+)["']/g);
  return [...new Set([...specifiers].map(([, name = ""]) => name))];
};

test("the bundle is below 1 MB compressed", () => {
  expect(gzipSync(bundle).byteLength).toBeLessThan(MOST_BYTES);
});

test("every module that the bundle imports is one that the platform's runtime has", async () => {
  const names = imported();
  const isOfPlatform = (name: string) => name.startsWith("cloudflare:") || isBuiltin(name);
  expect(names.filter((name) => !isOfPlatform(name))).toEqual([]);
  expect(names).not.toContain("node:worker_threads");
  expect(names).not.toContain("node:sqlite");
  const imports = names.map((name, at) => `import * as m${at} from ${JSON.stringify(name)};`);
  const kinds = names.map((_, at) => `typeof m${at}`).join();
  const script = `${imports.join("\n")} export default { fetch: () => Response.json([${kinds}]) };`;
  const miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["nodejs_compat"],
  });
  onTestFinished(() => miniflare.dispose());
  const answer = await fetch(await miniflare.ready);
  expect(await answer.json()).toEqual(names.map(() => "object"));
});
