import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findPostgres } from "./support/services/postgresServer.ts";
import { findRedis } from "./support/services/redisServer.ts";

/**
 * `npm test`: runs every suite that this machine allows and ends by naming those it left out, each with what would bring
 * it. With `--long`, as `npm run test:long`, what takes longer: soaks, chaos, all examples of the properties. Other
 * arguments go to Vitest.
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

const isLong = process.argv.includes("--long");

const withoutEngines: Suite["missing"] =
  missingEngines.length > 0
    ? {
        what: `no ${missingEngines.join(" and no ")} on the PATH`,
        command: `apt-get install ${missingEngines.join(" ")}`,
      }
    : undefined;

const withoutChromium: Suite["missing"] =
  chromium === undefined
    ? {
        what: "no Chromium on the PATH",
        command: "apt-get install chromium, or CHROMIUM=/path/to/chrome npm test",
      }
    : undefined;

/** The suites of every host, where they take longer than on Node alone. */
const hosts: readonly Suite[] = [
  { project: "workers", missing: undefined },
  { project: "postgres", missing: withoutEngines },
  { project: "workers-browser", missing: withoutChromium },
];

const suites: readonly Suite[] = [
  { project: "unit", missing: undefined },
  { project: "integration", missing: undefined },
  { project: "services", missing: withoutEngines },
  ...(isLong ? hosts : []),
  { project: "browser", missing: withoutChromium },
];

const root = join(import.meta.dirname, "..");
const chosen = process.argv.slice(2).filter((argument) => argument !== "--long");

/** Resolves to the exit code. */
async function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      ...(chromium === undefined ? {} : { CHROMIUM: chromium }),
      ...(isLong ? { TEST_LONG: "1" } : {}),
    },
  });
  const [status] = (await once(child, "close")) as [number | null];
  return status ?? 1;
}

const runnable = suites.filter((suite) => suite.missing === undefined);
const left = suites.filter((suite) => suite.missing !== undefined);
const needsPages = runnable.some((suite) => suite.project !== "unit");

const test = (): Promise<number> =>
  run("vitest", [
    "run",
    "--config",
    "test/vitest.config.ts",
    ...(chosen.length > 0 ? ["--passWithNoTests"] : []),
    ...runnable.flatMap(({ project }) => ["--project", project]),
    ...chosen,
  ]);

const built = needsPages ? await run("node", ["client/build/buildPages.ts"]) : 0;
const status = built === 0 ? await test() : built;

for (const { project, missing } of left) {
  process.stdout.write(
    `\nLeft out: ${project} (${missing?.what}). To bring it: ${missing?.command}\n`,
  );
}
process.exitCode = status;
