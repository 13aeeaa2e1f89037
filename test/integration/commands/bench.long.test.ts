import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const RUN = join(import.meta.dirname, "..", "..", "bench", "run.ts");

interface Kept {
  readonly samples: readonly { readonly system: string; readonly lost?: string }[];
}

test("the benchmark runs a small crowd against us and a bare relay, and writes its report", async () => {
  const folder = await mkdtemp(join(tmpdir(), "offplan-bench-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const child = spawn(
    process.execPath,
    [RUN, "--quick", "--only", "pointer", "--peers", "relay", "--results", folder],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  expect(await once(child, "exit")).toEqual([0, null]);
  const { samples } = JSON.parse(await readFile(join(folder, "samples.json"), "utf8")) as Kept;
  expect(samples.map(({ system }) => system)).toEqual(["offplan", "relay"]);
  expect(samples.flatMap(({ lost }) => lost ?? [])).toEqual([]);
  expect(await readFile(join(folder, "README.md"), "utf8")).toContain("| Offplan Live |");
}, 60_000);
