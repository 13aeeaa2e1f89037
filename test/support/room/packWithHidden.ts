import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const DEMO = join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "server",
  "demo",
  "pack",
  "lagoon-terraces",
);

/** The demo development with these homes held back, in a temporary folder of packs. */
export async function packWithHidden(hidden: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-held-back-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const pack = join(folder, "lagoon-terraces");
  await cp(DEMO, pack, { recursive: true });
  const units = join(pack, "units.csv");
  const [header = "", ...rows] = (await readFile(units, "utf8")).trim().split("\n");
  const isHidden = (row: string) => {
    const [building, , number] = row.split(",");
    return hidden.includes(`${building}-${number}`);
  };
  const marked = rows.map((row) => `${row},${isHidden(row) ? "yes" : ""}`);
  await writeFile(units, [`${header},hidden`, ...marked, ""].join("\n"));
  return folder;
}
