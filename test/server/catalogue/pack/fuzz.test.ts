import fc from "fast-check";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MINIMAL_PROJECT, makeProjectsDir, writePack } from "../packs.ts";
import { problemsOf } from "../loading.ts";
import { examples, inLong } from "../../../support/size.ts";
import { cpuMsUntil } from "../../../support/clock/cpu.ts";

const LONGEST_LOAD_MS = 2000;
const LONGEST_TEST_MS = 60_000;

const anyBytes = fc.uint8Array({ maxLength: 2000 });
const anyTable = fc
  .array(
    fc.array(fc.oneof(fc.string(), fc.constantFrom("building", "floor", "number", '"', "a", "1"))),
  )
  .map((rows) => rows.map((row) => row.join(",")).join("\n"));
const anyHomes = anyTable.map((rows) => `building,floor,number,position,span,price\n${rows}`);
const anyKey = fc.constantFrom("id", "name", "buildings", "plans", "layouts", "hero", "__proto__");
const anyProject = fc
  .dictionary(anyKey, fc.oneof(fc.jsonValue(), fc.constant([{ id: "a" }, { id: "a" }, null])))
  .map((keys) => JSON.stringify({ ...MINIMAL_PROJECT, ...keys }));
const cutProject = fc
  .tuple(anyProject, fc.nat(), fc.string({ maxLength: 3 }))
  .map(
    ([text, at, noise]) => text.slice(0, at % text.length) + noise + text.slice(at % text.length),
  );

/** Throws if loading throws anything but a PackError. */
async function loadWith(folder: string, file: string, content: string | Uint8Array): Promise<void> {
  writeFileSync(join(folder, file), content);
  const takenMs = await cpuMsUntil(() => problemsOf(join(folder, "..")));
  expect(takenMs).toBeLessThan(LONGEST_LOAD_MS);
}

test("any units.csv loads or is rejected", { timeout: LONGEST_TEST_MS }, async () => {
  const folder = writePack(makeProjectsDir(), "riverside");
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyBytes, anyTable, anyHomes), async (content) => {
      await loadWith(folder, "units.csv", content);
    }),
    { numRuns: inLong(300, 100) },
  );
});

test("any project.json loads or is rejected", { timeout: LONGEST_TEST_MS }, async () => {
  const folder = writePack(makeProjectsDir(), "riverside");
  const any = fc.oneof(anyBytes, fc.json(), anyProject, cutProject);
  await fc.assert(
    fc.asyncProperty(any, async (content) => {
      await loadWith(folder, "project.json", content);
    }),
    { numRuns: examples(600) },
  );
});

test.each([
  ["deeply nested JSON", "project.json", "[".repeat(100_000) + "]".repeat(100_000)],
  [
    "deeply nested below a key",
    "project.json",
    `{"hero":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}`,
  ],
  ["JSON cut off deep inside", "project.json", '{"a":['.repeat(50_000)],
  ["a wide array of wrong things", "project.json", `{"buildings":[${"1,".repeat(50_000)}1]}`],
  ["one endless cell", "units.csv", `building,floor,number\na,1,"${"x".repeat(2_000_000)}`],
  ["many separators", "units.csv", ",".repeat(1_000_000)],
  [
    "a number without end",
    "units.csv",
    `building,floor,number,area\na,1,1,${"1 000".repeat(50_000)}`,
  ],
])("%s is refused", { timeout: LONGEST_TEST_MS }, async (_name, file, content) => {
  const projectsDir = makeProjectsDir();
  const folder = writePack(projectsDir, "riverside");
  writeFileSync(join(folder, file), content);
  expect(await problemsOf(projectsDir)).not.toEqual([]);
});
