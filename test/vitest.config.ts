import { defineConfig } from "vitest/config";

const root = `${import.meta.dirname}/..`;

/** A shared machine may stall a browser or a child process once; what fails twice is broken. */
const retry = process.env["CI"] === undefined ? 0 : 1;

/** `integration` opens real sockets and databases; `browser` drives Chromium, which `npm test` looks for. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["test/{schema,server,client}/**/*.test.{ts,tsx}"],
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
