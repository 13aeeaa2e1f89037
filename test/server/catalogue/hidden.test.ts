import { expect, test } from "vitest";
import { openCatalogue } from "../../../server/catalogue/openCatalogue.ts";
import type { Clock } from "../../../server/clock.ts";
import { loadOne, problemsOf } from "./loading.ts";
import { makePack } from "./packs.ts";
import { makeUnitStorage } from "./unitStorage.ts";

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

test.each(["yes", "YES", "true", "1"])("%s holds a home back", (cell) => {
  const { units } = loadOne({ units: csv("", cell) });
  expect(units.map(({ hidden }) => hidden)).toEqual([undefined, true]);
});

test.each(["", "no", "False", "0"])("%s does not", (cell) => {
  expect("hidden" in (loadOne({ units: csv(cell) }).units[0] ?? {})).toBe(false);
});

test("a word that is neither stops the start: nothing is shown for a typing error", () => {
  expect(problemsOf(makePack({ units: csv("yse") }))).toEqual([
    'riverside/units.csv:2: hidden: "yse" is neither yes nor no',
  ]);
});

test("agents have the home and its derived layout, buyers neither, and no tag tells of it", async () => {
  const projectsDir = makePack({ units: csv("", "yes") });
  const storage = makeUnitStorage();
  const catalogue = await openCatalogue({ projectsDir, storage, clock });
  const idsOf = (things: Iterable<string> | undefined) => [...(things ?? [])];
  expect(idsOf(catalogue.find("riverside")?.units.keys())).toEqual(["a-100", "a-101"]);
  expect(catalogue.find("riverside")?.layouts.size).toBe(2);
  expect(idsOf(catalogue.findShown("riverside")?.units.keys())).toEqual(["a-100"]);
  expect(catalogue.findShown("riverside")?.layouts.size).toBe(1);
  const before = catalogue.unitsShown("riverside");
  expect(before?.body.units.map(({ id }) => id)).toEqual(["a-100"]);
  expect(before?.etag).not.toBe(catalogue.units("riverside")?.etag);

  await catalogue.setStatus("riverside", "a-101", "sold", "agent-1", undefined);
  expect(catalogue.find("riverside")?.units.get("a-101")?.status).toBe("sold");
  expect(catalogue.unitsShown("riverside")).toEqual(before);
  await catalogue.setStatus("riverside", "a-100", "sold", "agent-1", undefined);
  expect(catalogue.unitsShown("riverside")?.etag).not.toBe(before?.etag);
});

test("where nothing is held back, both are one and the same", async () => {
  const options = { projectsDir: makePack(), storage: makeUnitStorage(), clock };
  const catalogue = await openCatalogue(options);
  expect(catalogue.findShown("riverside")).toBe(catalogue.find("riverside"));
});
