import { readFile } from "node:fs/promises";
import type { Express } from "express";
import { expect, test } from "vitest";
import { PROBLEM_STATUS } from "../../../schema/protocol/problems.ts";
import { openHarness } from "./harness.ts";
import { routesOfCalls } from "./routesOfCalls.ts";

const README = new URL("../../../server/http/README.md", import.meta.url);

const registered = (app: Express): string[] =>
  routesOfCalls(app).map(({ method, path }) => `${method} ${path}`);

test("the reference lists every call and no others", async () => {
  const { app } = await openHarness();
  const [text = ""] = (await readFile(README, "utf8")).split("\n## Sync");
  const named = [...text.matchAll(/^\| `([A-Z]+ [^`]+)`/gm)].map(([, call = ""]) => call);
  const order = (one: string, other: string) => one.localeCompare(other);
  expect(named.toSorted(order)).toEqual(registered(app).toSorted(order));
});

test("the reference lists only existing codes, each with its status", async () => {
  const text = await readFile(README, "utf8");
  const codes = [...text.matchAll(/\b([45]\d\d) `([a-z_]+)`/g)].map(([, status, code]) => [
    code,
    Number(status),
  ]);
  expect(codes.length).toBeGreaterThan(20);
  for (const [code, status] of codes) {
    expect({ code, status }).toEqual({
      code,
      status: PROBLEM_STATUS[code as keyof typeof PROBLEM_STATUS],
    });
  }
});
