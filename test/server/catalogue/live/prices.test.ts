import { describe, expect, test } from "vitest";
import { importList, undoList } from "../../../../server/catalogue/list/importList.ts";
import { readList } from "../../../../server/catalogue/list/readList.ts";
import { openCatalogue } from "../../../../server/catalogue/openCatalogue.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { makeCatalogueStorage } from "../catalogueStorage.ts";
import { makePack } from "../packs.ts";

const HEADER = "building,floor,number,status,price";
const UNITS = [HEADER, "a,1,101,available,1000", "a,1,102,available,2000", "a,2,201,sold,3000"];
const CRM = "service:crm";

async function openTwo() {
  const storage = makeCatalogueStorage();
  const clock = new FakeClock();
  const projectsDir = makePack({ units: UNITS.join("\n") });
  const open = async () => {
    const catalogue = await openCatalogue({ projectsDir, storage, clock });
    const live = catalogue.live("riverside");
    if (live === undefined) throw new Error("no riverside");
    const put = (rows: readonly string[], { dryRun = false, skipProblems = false } = {}) => {
      const file = { bytes: Buffer.from(rows.join("\n")), fileName: "" };
      const options = { file, mapping: {}, by: "Ana", atMs: clock.now(), dryRun, skipProblems };
      return importList(live, readList, options);
    };
    return {
      live,
      put,
      catalogue,
      refresh: () => catalogue.refresh("riverside"),
      set: (unit: string, price: number, expected?: number) =>
        catalogue.setUnit("riverside", { unit, price }, CRM, expected),
      setAll: (changes: Parameters<typeof catalogue.setUnits>[1], expected?: number) =>
        catalogue.setUnits("riverside", changes, CRM, expected),
      undo: () => undoList(live),
      prices: () => catalogue.units("riverside")?.body.units.map(({ price }) => price),
      etag: () => catalogue.units("riverside")?.etag,
    };
  };
  return { open, storage, here: await open(), there: await open() };
}

describe("a price that is set", () => {
  test("is visible everywhere, with a status or without, and survives a restart", async () => {
    const { here, there, open, storage } = await openTwo();
    const etag = here.etag();
    expect(await here.set("a-101", 150_000)).toMatchObject({ kind: "set", version: 1 });
    expect(here.etag()).not.toBe(etag);
    const both = { unit: "a-201", status: "available", price: 0 } as const;
    await here.catalogue.setUnit("riverside", both, CRM, undefined);
    await there.refresh();
    const expected = [150_000, 200_000, 0];
    for (const process of [here, there, await open()]) {
      expect(process.prices()).toEqual(expected);
      expect(process.catalogue.unitsShown("riverside")?.body.units[2]).toMatchObject({
        status: "available",
        price: 0,
      });
    }
    expect((await storage.units.list("riverside")).prices).toMatchObject([
      { unit: "a-101", price: 150_000, changedBy: CRM },
      { unit: "a-201", price: 0, changedBy: CRM },
    ]);
  });

  test("is refused for an unknown home and for an outdated version", async () => {
    const { here, there } = await openTwo();
    expect(await here.set("a-999", 5)).toEqual({ kind: "unknown", units: ["a-999"] });
    expect(await there.set("a-102", 5, 0)).toMatchObject({ kind: "set" });
    expect(await here.set("a-101", 5, 0)).toEqual({ kind: "stale" });
    expect(here.prices()).toEqual([100_000, 5, 300_000]);
  });

  test("holds until a list with prices names its home, and again once that list is undone", async () => {
    const { here, there, open } = await openTwo();
    await here.set("a-101", 1);
    await here.set("a-102", 2);
    const withoutPrices = UNITS.map((row) => row.split(",").slice(0, 4).join(","));
    expect(await there.put(withoutPrices)).toMatchObject({
      value: { summary: { changes: [], applied: true } },
    });
    expect(there.prices()).toEqual([1, 2, 300_000]);

    const next = UNITS.with(2, "a,1,102,perhaps,2000").with(1, "a,1,101,available,1100");
    const summary = { priceUp: 1, priceDown: 0 };
    const dry = await there.put(next, { dryRun: true });
    expect(dry).toMatchObject({ value: { summary } });
    expect(there.prices()).toEqual([1, 2, 300_000]);
    expect(await there.put(next, { skipProblems: true })).toMatchObject({ value: { summary } });
    // The row of 102 was left out.
    expect(there.prices()).toEqual([110_000, 2, 300_000]);

    // Overruled once: a list without the price does not restore it.
    await there.put(withoutPrices);
    expect(there.prices()).toEqual([110_000, 2, 300_000]);
    await here.refresh();
    await here.set("a-101", 3);
    expect(here.prices()).toEqual([3, 2, 300_000]);
    await there.refresh();
    await there.put(UNITS);
    expect(there.prices()).toEqual([100_000, 200_000, 300_000]);
    await here.refresh();
    await here.undo();
    for (const process of [here, await open()]) expect(process.prices()).toEqual([3, 2, 300_000]);
    await here.undo();
    await here.undo();
    expect(here.prices()).toEqual([3, 2, 300_000]);
  });

  test("a price on request in a list counts as well", async () => {
    const { here } = await openTwo();
    await here.set("a-101", 1);
    await here.put(UNITS.with(1, "a,1,101,available,"));
    expect(here.prices()).toEqual([undefined, 200_000, 300_000]);
  });
});

describe("changes of several homes", () => {
  test("are made together, and unchanged values are not written", async () => {
    const { here, storage } = await openTwo();
    const changes = [
      { unit: "a-101", status: "available", price: 5 },
      { unit: "a-102", status: "reserved", price: 200_000 },
      { unit: "a-201", status: "sold", price: 300_000 },
    ] as const;
    const set = await here.setAll(changes);
    expect(set).toEqual({
      kind: "set",
      version: 1,
      changes: [
        { unit: "a-101", price: 5 },
        { unit: "a-102", status: "reserved" },
      ],
    });
    const kept = await storage.units.list("riverside");
    expect([kept.statuses.length, kept.prices.length]).toEqual([1, 1]);
    expect(await here.setAll(changes)).toEqual({ kind: "set", version: 1, changes: [] });
    expect(await storage.units.list("riverside")).toEqual(kept);
  });

  test("are refused as a whole if one home is unknown or the version outdated", async () => {
    const { here, there } = await openTwo();
    const one = { unit: "a-101", price: 5 };
    const unknown = [one, { unit: "a-9", price: 5 }, { unit: "b-1", price: 5 }];
    expect(await here.setAll(unknown)).toEqual({ kind: "unknown", units: ["a-9", "b-1"] });
    await there.set("a-201", 7);
    expect(await here.setAll([one], 0)).toEqual({ kind: "stale" });
    expect(await here.setAll([{ unit: "a-201", price: 7 }], 0)).toEqual({ kind: "stale" });
    expect(here.prices()).toEqual([100_000, 200_000, 7]);
    expect(await here.catalogue.setUnits("nowhere", [one], CRM, undefined)).toEqual({
      kind: "unknown",
      units: [],
    });
  });

  test("are compared with another process' latest changes", async () => {
    const { here, there } = await openTwo();
    await there.set("a-101", 5);
    // This process has not loaded it yet, and would take it for unchanged.
    expect(await here.setAll([{ unit: "a-101", price: 100_000 }])).toMatchObject({
      changes: [{ unit: "a-101", price: 100_000 }],
    });
    await there.refresh();
    expect(there.prices()).toEqual([100_000, 200_000, 300_000]);
    const both = await Promise.all([
      here.setAll([{ unit: "a-101", price: 1 }]),
      there.setAll([{ unit: "a-102", price: 2 }]),
    ]);
    expect(both.map(({ kind }) => kind)).toEqual(["set", "set"]);
    await Promise.all([here.refresh(), there.refresh()]);
    expect(here.prices()).toEqual([1, 2, 300_000]);
    expect(there.prices()).toEqual([1, 2, 300_000]);
  });
});
