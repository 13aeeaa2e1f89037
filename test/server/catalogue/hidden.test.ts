import { expect, test } from "vitest";
import { openCatalogue } from "../../../server/catalogue/openCatalogue.ts";
import type { Clock } from "../../../server/time/clock.ts";
import { loadOne, problemsOf } from "./loading.ts";
import { makePack, OUTLINE, SVG } from "./packs.ts";
import { makeCatalogueStorage } from "./catalogueStorage.ts";

const clock: Clock = {
  now: () => 0,
  after: () => () => {},
  soon: () => () => {},
  every: () => () => {},
};
const csv = (...cells: readonly string[]) =>
  `building,floor,number,area,hidden\n${cells
    .map((cell, index) => `a,1,10${index},${index === 0 ? 40 : 70},${cell}\n`)
    .join("")}`;

test.each(["yes", "YES", "true", "1"])("%s holds a home back", async (cell) => {
  const { units } = await loadOne({ units: csv("", cell) });
  expect(units.map(({ hidden }) => hidden)).toEqual([undefined, true]);
});

test.each(["", "no", "False", "0"])("%s does not", async (cell) => {
  expect("hidden" in ((await loadOne({ units: csv(cell) })).units[0] ?? {})).toBe(false);
});

test("any other word stops the start, so that no typo publishes a home", async () => {
  expect(await problemsOf(makePack({ units: csv("yse") }))).toEqual([
    'riverside/units.csv:2: hidden: "yse" is neither yes nor no',
  ]);
});

test("agents have the home and its derived layout, buyers neither, and no ETag reveals it", async () => {
  const projectsDir = makePack({ units: csv("", "yes") });
  const storage = makeCatalogueStorage();
  const catalogue = await openCatalogue({ projectsDir, storage, clock });
  const idsOf = (things: Iterable<string> | undefined) => [...(things ?? [])];
  expect(idsOf(catalogue.find("riverside")?.units.keys())).toEqual(["a-100", "a-101"]);
  expect(catalogue.find("riverside")?.layouts.size).toBe(2);
  expect(idsOf(catalogue.findShown("riverside")?.units.keys())).toEqual(["a-100"]);
  expect(catalogue.findShown("riverside")?.layouts.size).toBe(1);
  const before = catalogue.unitsShown("riverside");
  expect(before?.body.units.map(({ id }) => id)).toEqual(["a-100"]);
  expect(before?.etag).not.toBe(catalogue.units("riverside")?.etag);

  await catalogue.setUnit("riverside", { unit: "a-101", status: "sold" }, "agent-1", undefined);
  expect(catalogue.find("riverside")?.units.get("a-101")?.status).toBe("sold");
  expect(catalogue.unitsShown("riverside")).toEqual(before);
  await catalogue.setUnit("riverside", { unit: "a-100", status: "sold" }, "agent-1", undefined);
  expect(catalogue.unitsShown("riverside")?.etag).not.toBe(before?.etag);
});

test("without held back homes both versions are the same object", async () => {
  const options = { projectsDir: makePack(), storage: makeCatalogueStorage(), clock };
  const catalogue = await openCatalogue(options);
  expect(catalogue.findShown("riverside")).toBe(catalogue.find("riverside"));
});

const svg = (name: string) => ({ image: `media/${name}.svg` });

const pictured = {
  project: {
    layouts: [
      { id: "open", ...svg("open") },
      { id: "both", ...svg("both") },
      { id: "secret", image: "media/secret.svg", imageDark: "media/dark.svg" },
      { id: "shared", ...svg("lobby") },
    ],
    gallery: [{ id: "lobby", ...svg("lobby") }],
    buildings: [
      {
        id: "a",
        floors: [
          { number: 1, plan: "typical" },
          { number: 2, plan: "roof" },
        ],
      },
    ],
    plans: {
      typical: { ...svg("typical"), units: [{ position: 1, outline: OUTLINE }] },
      roof: { ...svg("roof"), units: [{ position: 1, outline: OUTLINE }] },
    },
  },
  units: [
    "building,floor,number,position,layout,hidden",
    "a,1,1,1,open,",
    "a,1,2,2,both,",
    "a,1,3,3,both,yes",
    "a,1,4,4,shared,yes",
    "a,2,5,1,secret,yes",
    "",
  ].join("\n"),
  files: Object.fromEntries(
    ["open", "both", "secret", "dark", "lobby", "typical", "roof"].map((name) => [
      `media/${name}.svg`,
      SVG,
    ]),
  ),
};

const openPictured = (pictureSecret?: string) =>
  openCatalogue({
    projectsDir: makePack(pictured),
    storage: makeCatalogueStorage(),
    clock,
    ...(pictureSecret === undefined ? {} : { pictureSecret }),
  });

test("pictures used only by held back homes are served under secret names for agents, not under their own", async () => {
  const catalogue = await openPictured("secret");
  const isServed = (name: string) => catalogue.mediaFile("riverside", name) !== undefined;
  const names = ["open", "both", "lobby", "typical", "secret", "dark", "roof"];
  expect(names.filter((name) => isServed(`${name}.svg`))).toEqual([
    "open",
    "both",
    "lobby",
    "typical",
  ]);
  const look = catalogue.find("riverside")?.layouts.get("secret")?.look;
  const picture = look?.kind === "picture" ? look.picture : undefined;
  expect(picture?.src).toMatch(/^\/media\/riverside\/[\w-]{22}\/secret\.svg$/);
  const below = (src: string | undefined) => src?.replace("/media/riverside/", "") ?? "";
  expect(isServed(below(picture?.src))).toBe(true);
  expect(isServed(below(picture?.srcDark))).toBe(true);
  expect(isServed(below(catalogue.find("riverside")?.plans.get("roof")?.picture?.src))).toBe(true);
  expect(JSON.stringify(catalogue.findShown("riverside")?.project)).not.toMatch(/secret|dark|roof/);
  const other = await openPictured("secret");
  expect(other.find("riverside")?.layouts.get("secret")?.look).toEqual(look);
});

test("without a secret such pictures are not served", async () => {
  const catalogue = await openPictured();
  expect(catalogue.mediaFile("riverside", "secret.svg")).toBeUndefined();
});

test("a shared layout reveals nothing of the held back homes", async () => {
  const rows = "building,floor,number,bedrooms,area,terrace,hidden";
  const units = `${rows}\na,1,1,1,50,,\na,1,2,1,50.4,,yes\na,1,3,1,50.4,,yes\na,1,4,1,50,20,yes\n`;
  const { layouts } = await loadOne({ units });
  expect(layouts.map(({ id, name, area }) => [id, name["en"], area])).toEqual([
    ["1-50", "1-50", 50],
    ["1-50-t20", "1-50", 50],
  ]);
});

test("a panorama of held back homes only is in no data of buyers; frames of an orbit are", async () => {
  const panorama = { image: "media/loft.svg", hotspots: [] };
  const project = {
    layouts: [{ id: "open" }, { id: "loft" }],
    orbits: [{ id: "tower", frames: "media/{n}.svg", count: 2, first: 0 }],
    panoramas: [
      { ...panorama, id: "hall", image: "media/hall.svg" },
      { ...panorama, id: "loft", layout: "loft" },
    ],
  };
  const names = ["0", "1", "hall", "loft"].map((name) => `${name}.svg`);
  const files = Object.fromEntries(names.map((name) => [`media/${name}`, SVG]));
  const units = "building,floor,number,layout,hidden\na,1,1,open,\na,1,2,loft,yes\n";
  const projectsDir = makePack({ project, files, units });
  const storage = makeCatalogueStorage();
  const catalogue = await openCatalogue({ projectsDir, storage, clock, pictureSecret: "s" });
  const isServed = (name: string) => catalogue.mediaFile("riverside", name) !== undefined;
  expect(names.filter(isServed)).toEqual(["0.svg", "1.svg", "hall.svg"]);
  expect(JSON.stringify(catalogue.findShown("riverside")?.project)).not.toContain("loft");
  const { src = "" } = catalogue.find("riverside")?.panoramas.get("loft") ?? {};
  expect(src).toMatch(/^\/media\/riverside\/[\w-]{22}\/loft\.svg$/);
  expect(isServed(src.replace("/media/riverside/", ""))).toBe(true);
});
