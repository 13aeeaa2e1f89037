import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { IN_A_BROWSER_ON_WORKERS, ON_EVERY_HOST } from "./support/hosts/onEveryHost.ts";
import { budgets } from "./support/budgets.ts";
import { COMPILE_CACHE } from "./support/server/process/compileCache.ts";

const root = join(import.meta.dirname, "..");
const isLong = process.env["TEST_LONG"] === "1";

/** A shared machine may stall a browser or a child process once; what fails twice is broken. */
const retry = process.env["CI"] === undefined ? 0 : 1;

/** What `npm run test:long` is for: files of its own, and those that ask `support/size.ts` how much to try. */
const isForLong = (file: string): boolean =>
  file.includes(".long.test.") ||
  readFileSync(join(root, file), "utf8").includes("support/size.ts");

const filesOf = (pattern: string) => ({
  include: isLong ? globSync(pattern, { cwd: root }).filter(isForLong) : [pattern],
  exclude: isLong ? [] : ["**/*.long.test.*"],
});

/** The suites of every host on those other than Node alone, as `integration` runs them. */
const hosts = ["workers", "postgres"].map((host) => ({
  extends: true as const,
  test: {
    name: host,
    include: [...ON_EVERY_HOST],
    env: { TEST_HOST: host },
    setupFiles: host === "workers" ? ["test/support/hosts/skipNotOnWorkers.ts"] : [],
    globalSetup: host === "postgres" ? ["test/support/services/oneDatabase.ts"] : [],
    testTimeout: 120_000,
    retry,
  },
}));

/** The managed variant as pages of others load it. */
const workersInBrowser = {
  extends: true as const,
  test: {
    name: "workers-browser",
    include: [...IN_A_BROWSER_ON_WORKERS],
    env: { TEST_HOST: "workers" },
    globalSetup: "test/support/browser/oneChromium.ts",
    testTimeout: 120_000,
    retry,
  },
};

/**
 * `integration` opens real sockets and databases; `services` starts PostgreSQL and Redis, and `browser` drives Chromium,
 * each if `npm test` finds them.
 */
export default defineConfig({
  root,
  test: {
    // Most tests wait for a process, a page or a disk rather than compute.
    maxWorkers: 4,
    // Modules are loaded once a worker: no file leaves anything behind that another would meet.
    isolate: false,
    passWithNoTests: isLong,
    reporters: isLong ? ["default"] : ["default", budgets],
    hookTimeout: 120_000,
    env: COMPILE_CACHE,
    // How busy the machine is decides nothing: what never comes ends with the test's own limit.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          ...filesOf("test/{schema,server,client,bench,demo}/**/*.test.{ts,tsx}"),
          // A property of some hundred examples, beside a browser on a shared machine.
          testTimeout: isLong ? 300_000 : 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          ...filesOf("test/integration/**/*.test.ts"),
          testTimeout: isLong ? 300_000 : 120_000,
          retry,
        },
      },
      {
        extends: true,
        test: {
          name: "services",
          ...filesOf("test/services/**/*.test.ts"),
          globalSetup: "test/support/services/oneDatabase.ts",
          testTimeout: isLong ? 300_000 : 120_000,
          retry,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          ...filesOf("test/{browser,embed}/**/*.test.ts"),
          globalSetup: [
            "test/support/browser/oneChromium.ts",
            // Only tests of the long run install the package.
            ...(isLong ? ["test/support/embed/onePackage.ts"] : []),
          ],
          testTimeout: 120_000,
          retry,
        },
      },
      ...(isLong ? [...hosts, workersInBrowser] : []),
    ],
  },
});
