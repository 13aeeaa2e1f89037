import { expect, test } from "vitest";
import { findChild, isChild, readStat, watchCpu } from "./procStat.ts";

test("reads user and system time behind any name", () => {
  const text = "42 (a (b) c) S 1 42 42 0 -1 4194560 900 0 3 0 1234 56 0 0 20 0 11 0 8 1 2";
  expect(readStat(text)).toEqual({ userMs: 12_340, systemMs: 560 });
  expect(readStat("nonsense")).toBeUndefined();
});

test("a process that does not exist has no reading", async () => {
  expect(await watchCpu(2 ** 30)).toBeUndefined();
});

test("a child is found by its parent and its name", async () => {
  const text = "43 (workerd) S 42 42 42 0 -1 4194560";
  expect([isChild(text, 42, "workerd"), isChild(text, 41, "workerd")]).toEqual([true, false]);
  expect(isChild(text, 42, "node")).toBe(false);
  expect(await findChild(2 ** 30, "workerd")).toBeUndefined();
});
