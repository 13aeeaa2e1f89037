import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Machine } from "./machine.ts";
import { writeResults } from "./results.ts";

const machine: Machine = {
  cpu: "a processor",
  cores: 2,
  memoryGib: 24,
  kernel: "Linux",
  node: "v24.0.0",
  pinning: "not pinned",
  commit: "abc1234",
  isDirty: false,
  date: "2026-01-01 00:00",
  isQuick: false,
  versions: {},
};

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), "offplan-results-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const run = (name: string, micros: number, of = machine) =>
    writeResults(
      folder,
      of,
      [{ case: name, system: "offplan", repetition: 1, figures: { microsPerDelivery: micros } }],
      [{ name, title: `The case ${name}` }],
    );
  return run;
}

test("cases run one by one at the same commit are added to one report", async () => {
  const run = await openFolder();
  await run("rooms-100", 11);
  await run("pointer", 22);
  const report = await run("rooms-100", 33);
  expect(report).toContain("## The case pointer");
  expect(report.match(/## The case rooms-100/g)).toHaveLength(1);
  expect(report).toContain("| Offplan Live | 33 |");
  expect(report).not.toContain("| Offplan Live | 11 |");
});

test("results of another commit are dropped", async () => {
  const run = await openFolder();
  await run("rooms-100", 11);
  const report = await run("pointer", 22, { ...machine, commit: "def5678" });
  expect(report).not.toContain("## The case rooms-100");
});
