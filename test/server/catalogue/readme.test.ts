import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadOne } from "./loading.ts";
import { PACK_FIELDS } from "../../../server/catalogue/list/words/headerWords.ts";

const README = readFileSync(
  join(import.meta.dirname, "../../../server/catalogue/README.md"),
  "utf8",
);

const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(README)?.[1] ?? "";

test("the README's example is a valid project", async () => {
  const project = await loadOne({ projectText: block("json"), units: block("csv") });
  expect(project.units.map(({ id, price }) => [id, price])).toEqual([
    ["a-101", 125_000_000],
    ["a-102", undefined],
    ["a-201", 248_000_000],
  ]);
  expect(project.layouts.map(({ name }) => name["en"])).toEqual(["S-32", "1-48", "2-93"]);
});

test("the README documents every column", () => {
  const rows = README.slice(README.indexOf("## units.csv"));
  for (const column of PACK_FIELDS) expect(rows).toContain(`\`${column}\``);
});
