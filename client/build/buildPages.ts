import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashInputs } from "./inputs.ts";

/** Builds the pages unless they were already built from the same sources with the same tools. */
const root = join(import.meta.dirname, "..", "..");
const dist = join(root, "client", "dist");
/** Written after the build, which empties the folder first: an interrupted build leaves none. */
const stamp = join(dist, ".inputs");

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const inputs = await hashInputs(root);
const built = await readFile(stamp, "utf8").catch(() => "");
if (built === inputs && existsSync(join(dist, "index.html"))) {
  say("The pages are built already.");
} else {
  say("Building the pages…");
  const { build } = await import("vite");
  await build({ root: join(root, "client"), logLevel: "warn" });
  await writeFile(stamp, inputs);
}
