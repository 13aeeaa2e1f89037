import { expect, test } from "vitest";
import { readStat, watchCpu } from "./procStat.ts";

test("reads user and system time behind any name", () => {
  const text = "42 (a (b) c) S 1 42 42 0 -1 4194560 900 0 3 0 1234 56 0 0 20 0 11 0 8 1 2";
  expect(readStat(text)).toEqual({ userMs: 12_340, systemMs: 560 });
  expect(readStat("nonsense")).toBeUndefined();
});

test("a process that is not there has used nothing that is known", async () => {
  expect(await watchCpu(2 ** 30)).toBeUndefined();
});
