import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPacks } from "../../../../server/catalogue/pack/loadPacks.ts";

const PROJECTS_DIR = join(import.meta.dirname, "../../../../../shared/data");
const isAbsent = !existsSync(join(PROJECTS_DIR, "firsanovka-park", "project.json"));

describe.skipIf(isAbsent)("Firsanovka Park (left out where ../shared/data is absent)", () => {
  const load = async () => {
    const { packs } = await loadPacks(PROJECTS_DIR);
    const pack = packs.find(({ project }) => project.id === "firsanovka-park");
    if (pack === undefined) throw new Error("Firsanovka Park is not there");
    return { project: pack.project, media: pack.mediaFiles };
  };

  test("has its buildings, homes and statuses, and no price", async () => {
    const { project, media } = await load();
    expect(project.buildings.map(({ label }) => label)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
      "9",
      "10",
    ]);
    expect(project.units).toHaveLength(237);
    expect(project.units.filter(({ status }) => status === "reserved")).toHaveLength(47);
    expect(project.units.filter(({ price }) => price !== undefined)).toEqual([]);
    expect(media.size).toBe(8);
  });

  test("has 18 layouts, each a cut-out of a plan, and every home has one", async () => {
    const { project } = await load();
    expect(project.layouts).toHaveLength(18);
    expect(project.layouts.map(({ look }) => look?.kind)).toEqual(Array(18).fill("cutout"));
    expect(new Set(project.layouts.map(({ name }) => name["en"])).size).toBe(18);
    const ids = new Set(project.layouts.map(({ id }) => id));
    expect(project.units.filter(({ layout }) => !ids.has(layout ?? ""))).toEqual([]);
  });
});
