import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { frameFile } from "../../schema/catalogue/around.ts";
import { loadPacks } from "../../server/catalogue/pack/loadPacks.ts";
import { Pack } from "../../server/catalogue/pack/pack.ts";
import { makeDemoPack } from "./demoPack.ts";
import { TOWERS } from "./towers.ts";
import { homesOf } from "./prices.ts";

const FOLDER = join(import.meta.dirname, "../../server/demo/pack/lagoon-terraces");
const PICTURE_BYTES = 160 * 1024;
const PACK_BYTES = 2.5 * 1024 * 1024;

const made = makeDemoPack();
const read = (path: string): string => made.get(path) ?? "";
const project = v.parse(Pack, JSON.parse(read("project.json")));
const homes = TOWERS.flatMap(homesOf);
const pictures = [...made].filter(([path]) => path.endsWith(".svg"));

describe("the committed pack", () => {
  test("is what the generator makes now", () => {
    const committed = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
      .toSorted();
    expect(committed).toEqual([...made.keys()].toSorted());
    const changed = committed.filter(
      (path) => readFileSync(join(FOLDER, path), "utf8") !== read(path),
    );
    expect(changed).toEqual([]);
  });

  test("is the same each time", () => {
    expect([...makeDemoPack()]).toEqual([...made]);
  });

  test("names only pictures that are there, and shows all that are", () => {
    const named = read("project.json").match(/media\/[\w./-]+\.svg/g) ?? [];
    const frames = project.orbits.flatMap(({ frames: light, framesDark = light, first, count }) =>
      Array.from({ length: count }, (_, at) => at).flatMap((at) =>
        [light, framesDark].map((pattern) => frameFile(pattern, first, at)),
      ),
    );
    expect(new Set([...named, ...frames])).toEqual(new Set(pictures.map(([path]) => path)));
  });
});

describe("the server", () => {
  test("reads the pack without a complaint", async () => {
    const { projects } = await loadPacks(join(FOLDER, ".."));
    expect(projects.map(({ id, units }) => [id, units.length])).toEqual([
      ["lagoon-terraces", homes.length],
    ]);
  });
});

describe("the pictures", () => {
  test.each(pictures)("%s is lean, without words, scripts or anything from outside", (_, svg) => {
    expect(Buffer.byteLength(svg)).toBeLessThan(PICTURE_BYTES);
    expect(svg).not.toMatch(/<(text|script|style|image|foreignObject|a)\b/i);
    expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|data:|NaN|undefined/,
    );
    const defined = new Set([...svg.matchAll(/ id="([\w-]+)"/g)].map(([, id]) => id));
    const used = [...svg.matchAll(/(?:href="#|url\(#)([\w-]+)/g)].map(([, id]) => id);
    expect(used.filter((id) => !defined.has(id))).toEqual([]);
  });

  test("weigh little together", () => {
    const bytes = [...made.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
    expect(bytes).toBeLessThan(PACK_BYTES);
  });
});

describe("the development", () => {
  test("has at least 400 homes, each priced and with its own label", () => {
    expect(homes.length).toBeGreaterThanOrEqual(400);
    expect(new Set(homes.map(({ label }) => label)).size).toBe(homes.length);
    expect(homes.every(({ price }) => price > 0)).toBe(true);
  });

  test("has more than half of its homes left, and sold the lower ones first", () => {
    const left = homes.filter(({ status }) => status === "available");
    expect(left.length / homes.length).toBeGreaterThan(0.54);
    expect(left.length / homes.length).toBeLessThan(0.61);
    const shareSold = (from: number, to: number): number => {
      const there = homes.filter(({ floor }) => floor >= from && floor <= to);
      return there.filter(({ status }) => status === "sold").length / there.length;
    };
    expect(shareSold(3, 9)).toBeGreaterThan(shareSold(15, 24));
  });

  test("has the home that its pictures are of", () => {
    const home = homes.find(({ label }) => label === "B-1204");
    expect(home).toMatchObject({ price: 2_980_000, area: 94, terrace: 12, status: "available" });
    expect(home?.slot.home).toBe("2c");
  });

  test("has an outline on its floor's plan for every home", () => {
    const missing = homes.filter((home) => {
      const building = project.buildings.find(({ id }) => id === home.building);
      const plan = building?.floors.find(({ number }) => number === home.floor)?.plan;
      const units = plan === undefined ? [] : (project.plans[plan]?.units ?? []);
      return !units.some(({ position }) => position === home.slot.position);
    });
    expect(missing).toEqual([]);
  });

  test("keeps every outline inside its picture", () => {
    const drawn = [
      ...project.masterplans.map(({ size, buildings }) => ({ size, outlines: buildings })),
      ...project.buildings.map(({ facade }) => ({
        size: facade?.size,
        outlines: facade?.floors ?? [],
      })),
      ...Object.values(project.plans).map(({ size, units }) => ({ size, outlines: units })),
      ...project.orbits.flatMap(({ size, outlines }) =>
        outlines.map(({ units }) => ({ size, outlines: units })),
      ),
    ];
    for (const { size, outlines } of drawn) {
      const [width, height] = size ?? [0, 0];
      const points = outlines.flatMap(({ outline }) => outline);
      expect(points.length).toBeGreaterThan(0);
      expect(points.filter(([x, y]) => x < 0 || y < 0 || x > width || y > height)).toEqual([]);
    }
  });

  test("is named in three languages throughout", () => {
    const names: unknown[] = [];
    JSON.stringify(project, (key, value: unknown) => {
      if (["name", "short", "note", "location", "handover"].includes(key)) names.push(value);
      return value;
    });
    const layoutNames = new Set<unknown>(project.layouts.map(({ name }) => name));
    const partial = names.filter(
      (name) =>
        !layoutNames.has(name) && Object.keys(Object(name)).toSorted().join() !== "ar,en,ru",
    );
    expect(partial).toEqual([]);
  });
});
