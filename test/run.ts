import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findPostgres } from "./support/postgresServer.ts";
import { findRedis } from "./support/redisServer.ts";

/**
 * `npm test`: runs every suite that this machine allows and ends by naming those it left out, each with what would bring
 * it. Arguments go to Vitest.
 */
interface Suite {
  readonly project: string;
  /** What it needs that is not here, and the command that brings it; `undefined` when nothing is missing. */
  readonly missing: { readonly what: string; readonly command: string } | undefined;
}

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome"];

const findOnPath = (names: readonly string[]): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const chromium = process.env["CHROMIUM"] ?? findOnPath(CHROMIUM_NAMES);

const missingEngines = [
  ...(findPostgres() === undefined ? ["postgresql"] : []),
  ...(findRedis() === undefined ? ["redis-server"] : []),
];

const suites: readonly Suite[] = [
  { project: "unit", missing: undefined },
  { project: "integration", missing: undefined },
  {
    project: "services",
    missing:
      missingEngines.length > 0
        ? {
            what: `no ${missingEngines.join(" and no ")} on the PATH`,
            command: `apt-get install ${missingEngines.join(" ")}`,
          }
        : undefined,
  },
  {
    project: "browser",
    missing:
      chromium === undefined
        ? {
            what: "no Chromium on the PATH",
            command: "apt-get install chromium, or CHROMIUM=/path/to/chrome npm test",
          }
        : undefined,
  },
];

const root = join(import.meta.dirname, "..");
const run = (command: string, args: readonly string[]): number =>
  spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...(chromium === undefined ? {} : { CHROMIUM: chromium }) },
  }).status ?? 1;

const runnable = suites.filter((suite) => suite.missing === undefined);
const left = suites.filter((suite) => suite.missing !== undefined);
const needsPages = runnable.some((suite) => suite.project !== "unit");

const built = needsPages ? run("vite", ["build", "client", "--logLevel", "warn"]) : 0;
const status =
  built !== 0
    ? built
    : run("vitest", [
        "run",
        "--config",
        "test/vitest.config.ts",
        ...runnable.flatMap((suite) => ["--project", suite.project]),
        ...process.argv.slice(2),
      ]);

for (const { project, missing } of left) {
  process.stdout.write(
    `\nLeft out: ${project} (${missing?.what}). To bring it: ${missing?.command}\n`,
  );
}
process.exitCode = status;
