import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { UNIT_KINDS } from "../../../../schema/values/unitKinds.ts";
import { UNIT_STATUSES } from "../../../../schema/values/unitStatus.ts";
import { exportList } from "../../../../server/catalogue/list/exportList.ts";
import { importList } from "../../../../server/catalogue/list/importList.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { omitUndefined } from "../../../../server/catalogue/omitUndefined.ts";
import { openCatalogue } from "../../../../server/catalogue/openCatalogue.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { inLong } from "../../../support/size.ts";
import { makeCatalogueStorage } from "../catalogueStorage.ts";
import { makePack } from "../packs.ts";

const FORMATS = ["csv", "xlsx"] as const;
const PROJECT = {
  areaUnit: "sqft",
  aspects: [
    { id: "sea", name: "Sea" },
    { id: "park", name: { ru: "Парк" } },
  ],
  layouts: [{ id: "2C" }],
  buildings: [
    {
      id: "a",
      name: "Tower A",
      floors: [
        { number: 0, label: "G" },
        { number: 1, label: "M" },
        { number: 2, label: "12A" },
      ],
    },
    { id: "b", floors: [{ number: -1 }, { number: 0 }, { number: 1 }] },
  ],
};

async function openLive() {
  const catalogue = await openCatalogue({
    projectsDir: makePack({ project: PROJECT, units: "building,floor,number\na,G,1\n" }),
    storage: makeCatalogueStorage(),
    clock: new FakeClock(),
  });
  const live = catalogue.live("riverside");
  if (live === undefined) throw new Error("no riverside");
  const about = { atMs: 1, by: "Ana", fileName: "", summary: "{}" };
  const show = (homes: readonly Unit[]) => {
    const content = { homes, buildings: [], aspects: [], decisions: [] };
    return live.applyList(live.listState().version, { ...about, content });
  };
  const put = async (bytes: Uint8Array) =>
    importList(live, readList, {
      file: { bytes, fileName: "" },
      mapping: {},
      by: "Ana",
      atMs: 2,
      dryRun: false,
      skipProblems: false,
    });
  return { live, show, put };
}

const place = fc.constantFrom(
  { building: "a", floor: 0 },
  { building: "a", floor: 1 },
  { building: "a", floor: 2 },
  { building: "b", floor: -1 },
  { building: "b", floor: 0 },
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((count) => count / 100);

/** Homes as lists may have them, with texts that spreadsheets would compute. */
const homes = fc
  .array(
    fc.record({
      place,
      label: maybe(fc.constantFrom("=1+1", "+7", "@A", "-x", 'Sea, "view"', "А1", "007")),
      phase: maybe(fc.constantFrom("1", "=cmd")),
      kind: maybe(fc.constantFrom(...UNIT_KINDS.filter((kind) => kind === "parking"))),
      layout: maybe(fc.constant("2C")),
      bedrooms: fc.integer({ min: 0, max: 4 }),
      area: maybe(hundredths(30, 200)),
      price: maybe(fc.integer({ min: 50_000_000, max: 90_000_000 })),
      status: maybe(fc.constantFrom(...UNIT_STATUSES)),
      aspects: fc.subarray(["sea", "park"]),
      hidden: maybe(fc.constant(true as const)),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map(({ place: { building, floor }, ...facts }, index): Unit => {
      const number = `${index + 101}`;
      const id = `${building}-${number}`;
      return omitUndefined({ id, building, floor, number, span: 1, ...facts });
    }),
  );

describe.each(FORMATS)("a list exported as %s", (format) => {
  test("changes nothing when it is applied again", async () => {
    const { live, show, put } = await openLive();
    await fc.assert(
      fc.asyncProperty(homes, async (before) => {
        await show(before);
        const project = live.index().project;
        const again = await put(await exportList(live.listState(), format));
        if (!again.ok) throw new Error(JSON.stringify(again.problem));
        expect(again.value.summary).toMatchObject({ changes: [], problems: [] });
        expect(live.listState().content?.homes).toEqual(before);
        expect(live.index().project).toEqual(project);
      }),
      // A workbook is read in a thread, which takes a while to start.
      { numRuns: format === "csv" ? inLong(300, 20) : inLong(30, 2) },
    );
  });

  test("contains statuses and prices set one by one", async () => {
    const { live, put } = await openLive();
    await live.setUnit({ unit: "a-1", status: "sold", price: 5000 }, "ana", undefined);
    expect(await put(await exportList(live.listState(), format))).toMatchObject({
      ok: true,
      value: { summary: { conflicts: [], changes: [] } },
    });
    expect(live.index().units.get("a-1")?.status).toBe("sold");
    expect(live.listState().content?.homes[0]).toMatchObject({ status: "sold", price: 5000 });
  });
});
