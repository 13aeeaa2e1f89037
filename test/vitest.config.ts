import { defineConfig } from "vitest/config";

const root = `${import.meta.dirname}/..`;

/** A shared machine may stall a browser or a child process once; what fails twice is broken. */
const retry = process.env["CI"] === undefined ? 0 : 1;

/**
 * `integration` opens real sockets and databases; `services` starts PostgreSQL and Redis, and `browser` drives Chromium,
 * each if `npm test` finds them.
 */
export default defineConfig({
  root,
  test: {
    // Most tests wait for a process, a page or a disk rather than compute.
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["test/{schema,server,client,bench,demo}/**/*.test.{ts,tsx}"],
          // A property of some hundred examples, beside a browser on a shared machine.
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          testTimeout: 20_000,
          retry,
        },
      },
      {
        root,
        test: {
          name: "services",
          include: ["test/services/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry,
          fileParallelism: false,
        },
      },
      {
        root,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 90_000,
          retry,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
