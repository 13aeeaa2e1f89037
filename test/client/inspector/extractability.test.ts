import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const ENTRIES = ["client/inspector/Inspector.tsx", "client/inspector/tap/tap.ts"];

/** Imports of a file, relative to the project, without locales and styles. */
async function importsOf(file: string): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:from|import) "(\.{1,2}\/[^"]+\.tsx?)"/g)].map(([, path = ""]) =>
    relative(ROOT, join(ROOT, dirname(file), path)),
  );
}

async function everythingBelow(entries: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set(entries);
  for (const file of found) for (const next of await importsOf(file)) found.add(next);
  return found;
}

test("another application that takes the inspector needs these files outside of it", async () => {
  const needed = [...(await everythingBelow(ENTRIES))];
  const outside = needed.filter((file) => !file.startsWith("client/inspector/"));
  expect(outside.toSorted()).toEqual([
    "client/base/atMost.ts",
    "client/base/clock.ts",
    "client/base/copyText.ts",
    "client/base/react/useMedia.ts",
    "client/base/react/useStore.ts",
    "client/base/store.ts",
    "client/ui/Button.tsx",
    "client/ui/IconButton.tsx",
    "client/ui/buttonStyle.tsx",
    "client/ui/text/i18n.ts",
    "client/ui/text/language.ts",
    "client/ui/text/typefaces.ts",
    "schema/protocol/inspection.ts",
    "schema/values/equalJson.ts",
    "schema/values/roles.ts",
  ]);
  expect(needed.filter((file) => file.startsWith("client/inspector/host/"))).toEqual([]);
});
