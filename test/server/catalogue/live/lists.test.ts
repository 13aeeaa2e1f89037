import { describe, expect, test } from "vitest";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { findUnknownReference } from "../../../../schema/presentation/references.ts";
import type { ListContent } from "../../../../server/catalogue/live/listContent.ts";
import { openCatalogue } from "../../../../server/catalogue/openCatalogue.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { makeCatalogueStorage } from "../catalogueStorage.ts";
import { makePack } from "../packs.ts";

const UNITS = "building,floor,number,status,price\na,1,101,available,1000\na,2,201,sold,2000\n";

async function openTwo() {
  const storage = makeCatalogueStorage();
  const clock = new FakeClock();
  const projectsDir = makePack({ units: UNITS });
  const open = () => openCatalogue({ projectsDir, storage, clock });
  return { open, here: await open(), there: await open() };
}
type Opened = Awaited<ReturnType<typeof openTwo>>["here"];

const home = (number: string, more: Partial<Unit> = {}): Unit => ({
  id: `a-${number}`,
  building: "a",
  floor: 1,
  number,
  span: 1,
  aspects: [],
  ...more,
});
const content = (homes: readonly Unit[], more: Partial<ListContent> = {}): ListContent => ({
  homes,
  buildings: [],
  aspects: [],
  decisions: [],
  ...more,
});

const live = (catalogue: Opened) => {
  const found = catalogue.live("riverside");
  if (found === undefined) throw new Error("no riverside");
  return found;
};
const apply = (catalogue: Opened, expectedVersion: number, listed: ListContent) =>
  live(catalogue).applyList(expectedVersion, {
    atMs: 5,
    by: "Ana",
    fileName: "list.csv",
    summary: "{}",
    content: listed,
  });
const homesOf = (catalogue: Opened) =>
  catalogue.find("riverside")?.project.units.map(({ id, status }) => `${id} ${status}`);

describe("an applied list", () => {
  test("replaces the pack's homes in every process, now and after a restart", async () => {
    const { here, there, open } = await openTwo();
    expect(await apply(here, 0, content([home("101", { status: "reserved" }), home("102")]))).toBe(
      1,
    );
    const listed = ["a-101 reserved", "a-102 undefined"];
    expect(homesOf(here)).toEqual(listed);
    expect(await there.refresh("riverside")).toBe(true);
    expect(await there.refresh("riverside")).toBe(false);
    expect(homesOf(there)).toEqual(listed);
    const later = await open();
    expect(homesOf(later)).toEqual(listed);
    expect(later.find("riverside")?.project.revision).toBe(
      here.find("riverside")?.project.revision,
    );
  });

  test("is undone in every process", async () => {
    const { here, there } = await openTwo();
    await apply(here, 0, content([home("101")]));
    await there.refresh("riverside");
    expect(await live(there).undoList()).toBe(2);
    await here.refresh("riverside");
    for (const catalogue of [here, there]) {
      expect(homesOf(catalogue)).toEqual(["a-101 available", "a-201 sold"]);
    }
    expect(await live(here).undoList()).toBe("nothing");
  });

  test("that was compared with an older version is stale, and the newer version is loaded", async () => {
    const { here, there } = await openTwo();
    await apply(here, 0, content([home("101")]));
    expect(await apply(there, 0, content([home("102")]))).toBe("stale");
    expect(homesOf(there)).toEqual(["a-101 undefined"]);
  });

  test("adds buildings and floors that the pack lacks", async () => {
    const { here } = await openTwo();
    const far = home("7", { id: "c-7", building: "c", floor: -1 });
    await apply(
      here,
      0,
      content([far, home("105", { floor: 5 })], {
        buildings: [{ id: "c", name: "Tower C", floors: [{ number: -1, label: "LG" }] }],
      }),
    );
    const index = here.find("riverside");
    expect(index?.buildings.get("c")).toEqual({
      id: "c",
      label: "C",
      name: { en: "Tower C" },
      floors: [{ number: -1, label: "LG" }],
    });
    expect(index?.floor("a", 5)).toEqual({ number: 5, label: "5" });
  });
});

describe("the revision", () => {
  test("changes with the homes, and not with a status or price", async () => {
    const { here } = await openTwo();
    const revision = () => here.find("riverside")?.project.revision;
    const polled = () => here.units("riverside")?.body.revision;
    const first = revision();
    expect(polled()).toBe(first);
    await here.setUnit("riverside", { unit: "a-101", status: "sold" }, "ana", undefined);
    expect(revision()).toBe(first);
    await apply(here, 0, content([home("101", { price: 5 })]));
    const second = revision();
    expect(second).not.toBe(first);
    expect(polled()).toBe(second);
    await apply(here, 1, content([home("101", { price: 6, status: "sold" })]));
    expect(revision()).toBe(second);
    await apply(here, 2, content([home("101", { price: 6, area: 50 })]));
    expect(revision()).not.toBe(second);
  });

  test("reveals no held back homes to buyers", async () => {
    const { here } = await openTwo();
    await apply(here, 0, content([home("101")]));
    const first = here.unitsShown("riverside");
    await apply(here, 1, content([home("101"), home("102", { hidden: true })]));
    expect(here.unitsShown("riverside")).toEqual(first);
    expect(here.findShown("riverside")?.project.revision).toBe(first?.body.revision);
    expect(here.find("riverside")?.project.revision).not.toBe(first?.body.revision);
  });
});

describe("removed homes", () => {
  const shows = (catalogue: Opened, unit: string) => {
    const names = catalogue.namesShown("riverside");
    if (names === undefined) throw new Error("no riverside");
    return findUnknownReference({ view: { screen: "unit", unit } }, names) === undefined;
  };

  test("may still be named by presentations, in all processes and after a restart", async () => {
    const { here, there, open } = await openTwo();
    await apply(here, 0, content([home("101"), home("300")]));
    await live(here).undoList();
    await there.refresh("riverside");
    for (const catalogue of [here, there, await open()]) {
      expect(shows(catalogue, "a-300")).toBe(true);
      expect(catalogue.find("riverside")?.units.has("a-300")).toBe(false);
      expect(shows(catalogue, "a-999")).toBe(false);
    }
  });

  test("may not be named while held back", async () => {
    const { here } = await openTwo();
    await apply(here, 0, content([home("101", { hidden: true }), home("300", { hidden: true })]));
    expect(shows(here, "a-101")).toBe(false);
    await apply(here, 1, content([home("201")]));
    expect(shows(here, "a-300")).toBe(false);
    expect(shows(here, "a-101")).toBe(true);
  });
});

describe("statuses that agents set", () => {
  test("apply on top of a list unless it overruled them; set again, they apply again", async () => {
    const { here } = await openTwo();
    await here.setUnit("riverside", { unit: "a-101", status: "reserved" }, "ana", undefined);
    const [record] = live(here).listState().records.statuses;
    if (record === undefined) throw new Error("not set");
    const { unit, status, changedAtMs } = record;
    await apply(here, 0, content([home("101", { status: "available" })]));
    expect(homesOf(here)).toEqual(["a-101 reserved"]);
    const decision = { unit, status, changedAtMs, holds: "list" } as const;
    const decided = content([home("101", { status: "available" })], { decisions: [decision] });
    await apply(here, 1, decided);
    expect(homesOf(here)).toEqual(["a-101 available"]);
    await here.setUnit("riverside", { unit: "a-101", status: "sold" }, "ana", undefined);
    expect(homesOf(here)).toEqual(["a-101 sold"]);
    await live(here).undoList();
    expect(homesOf(here)).toEqual(["a-101 sold"]);
  });
});

describe("a development without a pack", () => {
  const record = {
    id: "tower",
    name: "Tower",
    currency: "KWD",
    areaUnit: "sqft",
    createdAtMs: 1,
    createdBy: "ana",
  } as const;

  test("is known to every process, accepts lists, and is stored", async () => {
    const { here, there, open } = await openTwo();
    expect(await here.add(record)).toBe(true);
    expect(await there.add(record)).toBe(false);
    await there.catchUp("tower");
    for (const catalogue of [here, there, await open()]) {
      expect(catalogue.find("tower")?.project).toMatchObject({
        id: "tower",
        name: { en: "Tower" },
        currency: "KWD",
        digits: 3,
        areaUnit: "sqft",
        units: [],
      });
    }
    expect(await here.add({ ...record, id: "riverside" })).toBe(false);
  });
});
