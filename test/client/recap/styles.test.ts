import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const CLIENT = join(import.meta.dirname, "..", "..", "..", "client");
const RECAP = join(CLIENT, "recap");
const IMPORTED = /^import (?!type\b)(?:[^"';]*? from )?"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

/** The replay brings the styles of all pages. */
const OWN_STYLES = /\/replay\//;

/** Modules that draw a recap, including those it loads later. */
function drawnWith(entry: string): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const file of found) {
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, early, late] of readFileSync(file, "utf8").matchAll(IMPORTED)) {
      const imported = resolve(dirname(file), early ?? late ?? "");
      if (!OWN_STYLES.test(imported)) found.add(imported);
    }
  }
  return found;
}

test("the recap's own style sheet has the classes of all modules that draw it", () => {
  const styles = readFileSync(join(RECAP, "styles.css"), "utf8");
  const patterns = [...styles.matchAll(/^@source "([^"]+)";/gm)].map(([, pattern = ""]) => pattern);
  const read = new Set(
    patterns.flatMap((pattern) =>
      globSync(pattern, { cwd: RECAP }).map((file) => join(RECAP, file)),
    ),
  );
  const drawn = [...drawnWith(join(RECAP, "openRecap.tsx")), join(CLIENT, "app", "openPage.tsx")];
  const classes = drawn.filter((file) => file.endsWith(".tsx"));
  expect(classes.length).toBeGreaterThan(30);
  const unread = classes.filter((file) => !read.has(file)).map((file) => relative(CLIENT, file));
  expect(unread).toEqual([]);
});
