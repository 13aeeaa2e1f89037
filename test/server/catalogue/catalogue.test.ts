import { realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCatalogue } from "../../../server/catalogue/openCatalogue.ts";
import type { Clock } from "../../../server/time/clock.ts";
import type { Storage } from "../../../server/storage/storage.ts";
import { makePack, SVG, writePack } from "./packs.ts";
import { makeCatalogueStorage } from "./catalogueStorage.ts";

const NOW_MS = 1_700_000_000_000;
const clock: Clock = {
  now: () => NOW_MS,
  after: () => () => {},
  soon: () => () => {},
  every: () => () => {},
};

const UNITS = "building,floor,number,status,price\na,1,101,available,1000\na,2,201,,\n";

const openOn = (projectsDir: string, storage: Pick<Storage, "units" | "lists">) =>
  openCatalogue({ projectsDir, storage, clock });

async function openFresh() {
  const storage = makeCatalogueStorage();
  const projectsDir = makePack({ units: UNITS });
  return { storage, projectsDir, catalogue: await openOn(projectsDir, storage) };
}

const flip = (catalogue: Awaited<ReturnType<typeof openOn>>, unit: string, expected?: number) =>
  catalogue.setUnit("riverside", { unit, status: "sold" }, "agent-1", expected);

test("begins with the statuses of the packs", async () => {
  const { catalogue } = await openFresh();
  expect(catalogue.list().map(({ id }) => id)).toEqual(["riverside"]);
  expect(catalogue.units("riverside")).toMatchObject({
    version: 0,
    body: { units: [{ id: "a-101", status: "available", price: 100_000 }, { id: "a-201" }] },
  });
  expect(catalogue.units("riverside")?.body.units[1]).toEqual({ id: "a-201" });
});

test("does not find other projects", async () => {
  const { catalogue } = await openFresh();
  expect(catalogue.find("lagoon")).toBeUndefined();
  expect(catalogue.units("lagoon")).toBeUndefined();
  expect(await catalogue.refresh("lagoon")).toBe(false);
  expect(
    await catalogue.setUnit("lagoon", { unit: "a-101", status: "sold" }, "x", undefined),
  ).toEqual({
    kind: "unknown",
    units: [],
  });
});

describe("a status that an agent sets", () => {
  test("is visible everywhere, and stored with its author and time", async () => {
    const { catalogue, storage } = await openFresh();
    expect(await flip(catalogue, "a-201")).toMatchObject({ kind: "set", version: 1 });
    expect(catalogue.find("riverside")?.units.get("a-201")?.status).toBe("sold");
    expect(catalogue.list()[0]?.units[1]?.status).toBe("sold");
    expect(catalogue.units("riverside")).toMatchObject({
      version: 1,
      body: { units: [{ status: "available" }, { status: "sold" }] },
    });
    expect((await storage.units.list("riverside")).statuses).toEqual([
      { unit: "a-201", status: "sold", changedAtMs: NOW_MS, changedBy: "agent-1" },
    ]);
  });

  test("changes index and ETag; without a change both stay the same", async () => {
    const { catalogue } = await openFresh();
    const [before, etag] = [catalogue.find("riverside"), catalogue.units("riverside")?.etag];
    expect(catalogue.find("riverside")).toBe(before);
    expect(catalogue.units("riverside")?.etag).toBe(etag);
    expect(etag).toMatch(/^"0\.[\w-]+"$/);
    await flip(catalogue, "a-101");
    const after = catalogue.find("riverside");
    expect(after).not.toBe(before);
    expect(before?.units.get("a-101")?.status).toBe("available");
    expect(catalogue.units("riverside")?.etag).toMatch(/^"1\./);
    await flip(catalogue, "a-101");
    expect(catalogue.find("riverside")).toBe(after);
  });

  test("survives a restart and a re-import, even of a pack that temporarily lacked the home", async () => {
    const { catalogue, storage, projectsDir } = await openFresh();
    await flip(catalogue, "a-101");
    await flip(catalogue, "a-201");
    expect((await openOn(projectsDir, storage)).units("riverside")?.version).toBe(2);

    writePack(projectsDir, "riverside", { units: "building,floor,number\na,1,101\n" });
    const shorter = await openOn(projectsDir, storage);
    expect(shorter.units("riverside")?.body.units).toEqual([{ id: "a-101", status: "sold" }]);
    expect(await flip(shorter, "a-201")).toMatchObject({ kind: "unknown" });

    writePack(projectsDir, "riverside", { units: UNITS });
    const whole = await openOn(projectsDir, storage);
    expect(whole.find("riverside")?.units.get("a-201")?.status).toBe("sold");
  });

  test("is refused if another one was set first", async () => {
    const { catalogue } = await openFresh();
    expect(await flip(catalogue, "a-101", 0)).toMatchObject({ kind: "set", version: 1 });
    expect(await flip(catalogue, "a-201", 0)).toEqual({ kind: "stale" });
    expect(catalogue.find("riverside")?.units.get("a-201")?.status).toBeUndefined();
    expect(await flip(catalogue, "a-201", 1)).toMatchObject({ kind: "set", version: 2 });
  });

  test("is refused for an unknown home, and nothing is stored", async () => {
    const { catalogue, storage } = await openFresh();
    expect(await flip(catalogue, "a-999")).toMatchObject({ kind: "unknown" });
    expect((await storage.units.list("riverside")).version).toBe(0);
  });

  test("is not lost among concurrent changes", async () => {
    const { catalogue } = await openFresh();
    await Promise.all(["a-101", "a-201", "a-101"].map((unit) => flip(catalogue, unit)));
    expect(catalogue.units("riverside")).toMatchObject({
      version: 3,
      body: { units: [{ status: "sold" }, { status: "sold" }] },
    });
  });

  test("is not visible if it could not be stored", async () => {
    const { storage, projectsDir } = await openFresh();
    const set = () => Promise.reject(new Error("disk full"));
    const failing = { ...storage, units: { ...storage.units, set } };
    const catalogue = await openOn(projectsDir, failing);
    await expect(flip(catalogue, "a-101")).rejects.toThrow("disk full");
    expect(catalogue.find("riverside")?.units.get("a-101")?.status).toBe("available");
  });
});

describe("two processes on one storage", () => {
  test("see each other's changes on refresh", async () => {
    const { catalogue, storage, projectsDir } = await openFresh();
    const other = await openOn(projectsDir, storage);
    await flip(other, "a-101");
    expect(catalogue.units("riverside")?.version).toBe(0);
    expect(await catalogue.refresh("riverside")).toBe(true);
    expect(catalogue.find("riverside")?.units.get("a-101")?.status).toBe("sold");
    expect(await catalogue.refresh("riverside")).toBe(false);
    expect(catalogue.units("riverside")?.etag).toBe(other.units("riverside")?.etag);
  });

  test("see each other's changes when they set a status themselves", async () => {
    const { catalogue, storage, projectsDir } = await openFresh();
    await flip(await openOn(projectsDir, storage), "a-101");
    expect(await flip(catalogue, "a-201", 0)).toEqual({ kind: "stale" });
    expect(catalogue.find("riverside")?.units.get("a-101")?.status).toBe("sold");
  });
});

test("the ETag changes with the pack's prices", async () => {
  const { catalogue, storage, projectsDir } = await openFresh();
  writePack(projectsDir, "riverside", { units: UNITS.replace("1000", "1100") });
  const next = await openOn(projectsDir, storage);
  expect(next.units("riverside")?.version).toBe(0);
  expect(next.units("riverside")?.etag).not.toBe(catalogue.units("riverside")?.etag);
});

test("only media files used by the project are served", async () => {
  const projectsDir = makePack({
    project: { hero: { image: "media/art/hero.svg" } },
    files: { "media/art/hero.svg": SVG, "media/draft.svg": SVG },
  });
  const catalogue = await openOn(projectsDir, makeCatalogueStorage());
  const mediaFile = (project: string, file: string) => catalogue.mediaFile(project, file)?.path;
  expect(mediaFile("riverside", "art/hero.svg")).toBe(
    realpathSync(join(projectsDir, "riverside/media/art/hero.svg")),
  );
  const others = [
    "draft.svg",
    "../project.json",
    "art/../art/hero.svg",
    "./art/hero.svg",
    "/etc/passwd",
    "art\\hero.svg",
    "",
    "constructor",
  ];
  for (const file of others) expect(mediaFile("riverside", file)).toBeUndefined();
  expect(mediaFile("lagoon", "art/hero.svg")).toBeUndefined();
});
