import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { parse } from "jsonc-parser";
import { Miniflare } from "miniflare";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { buildWorkers } from "../../../server/workers/build/buildWorkers.ts";
import { bundleWorker } from "../../../server/workers/build/bundle.ts";
import { COMPATIBILITY, OBJECTS } from "../../../server/workers/local/runWorkers.ts";
import { longTest } from "../../support/size.ts";

const RECIPE = join(import.meta.dirname, "../../../server/workers/wrangler.jsonc");
const WRANGLER = join(import.meta.dirname, "../../../node_modules/wrangler/bin/wrangler.js");

/** Below the platform's limit, since size delays the start. */
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

test("the platform's runtime provides every module that the bundle imports", async () => {
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

test("the recipe names the runtime and objects that run locally", async () => {
  const recipe = parse(await readFile(RECIPE, "utf8")) as Record<string, unknown>;
  const classes = Object.values(OBJECTS).map(({ className }) => className);
  expect(recipe).toMatchObject({
    compatibility_date: COMPATIBILITY.compatibilityDate,
    compatibility_flags: COMPATIBILITY.compatibilityFlags,
    durable_objects: {
      bindings: Object.entries(OBJECTS).map(([name, { className }]) => ({
        name,
        class_name: className,
      })),
    },
    migrations: [{ tag: "v1", new_sqlite_classes: classes }],
  });
});

longTest("wrangler accepts the recipe, and uploads less than 1 MB compressed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "offplan-wrangler-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(RECIPE, join(folder, "wrangler.jsonc"));
  await buildWorkers(join(folder, "dist"));
  const args = [WRANGLER, "deploy", "--dry-run", "--outdir", "out"];
  const environment = {
    ...process.env,
    CI: "1",
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    // Disables the banner, which checks for newer versions.
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_SEND_METRICS: "false",
  };
  const options = { cwd: folder, env: environment };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options);
  expect(stdout + stderr).not.toMatch(/warning|error/i);
  const [, gzipKiB] = /Total Upload: [\d.]+ KiB \/ gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
  expect(Number(gzipKiB) * 1024).toBeLessThan(MOST_BYTES);
  for (const name of Object.keys(OBJECTS)) expect(stdout).toContain(`env.${name}`);
  expect(await readdir(join(folder, "out"))).toEqual(
    expect.arrayContaining(["entry.js", "packs.json"]),
  );
});
