import { describe, expect, test } from "vitest";
import { loadPacks } from "../../../../server/catalogue/pack/loadPacks.ts";
import { PARK, writeParkPack } from "../../../support/server/parkPack.ts";

describe("a development with photographs of drawings and no prices", () => {
  const load = async () => {
    const { packs } = await loadPacks(await writeParkPack());
    const pack = packs.find(({ project }) => project.id === PARK.id);
    if (pack === undefined) throw new Error("it is not there");
    return { project: pack.project, media: pack.mediaFiles };
  };

  test("has its buildings, homes and statuses, and no price", async () => {
    const { project, media } = await load();
    expect(project.buildings.map(({ label }) => label)).toEqual(["1", "2", "3"]);
    expect(project.units).toHaveLength(54);
    expect(project.units.filter(({ status }) => status === "reserved")).toHaveLength(9);
    expect(project.units.filter(({ price }) => price !== undefined)).toEqual([]);
    expect(media.size).toBe(2);
  });

  test("has six layouts, each cut out of a plan, and every home has one", async () => {
    const { project } = await load();
    expect(project.layouts).toHaveLength(6);
    expect(project.layouts.map(({ look }) => look?.kind)).toEqual(Array(6).fill("cutout"));
    expect(new Set(project.layouts.map(({ name }) => name["en"])).size).toBe(6);
    const ids = new Set(project.layouts.map(({ id }) => id));
    expect(project.units.filter(({ layout }) => !ids.has(layout ?? ""))).toEqual([]);
  });
});
