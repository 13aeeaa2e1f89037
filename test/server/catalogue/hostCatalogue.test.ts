import { describe, expect, test } from "vitest";
import { nextTurn } from "../../../server/time/slices.ts";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { openCatalogue } from "../../../server/catalogue/openCatalogue.ts";
import { readHostProject } from "../../../server/catalogue/sources/hostProject.ts";
import type { CatalogueSource } from "../../../server/catalogue/sources/hostSource.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { smallProject } from "../../support/room/project.ts";
import { makeCatalogueStorage } from "./catalogueStorage.ts";
import { makePack } from "./packs.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";

interface Logged {
  readonly code: string;
  readonly project?: string;
  readonly reasons?: readonly string[];
}

/** A host's inventory that the test can change. */
function openHost(first: readonly unknown[]) {
  let answer: () => readonly unknown[] = () => first;
  const listeners = new Set<() => void>();
  const read = { count: 0 };
  const source: CatalogueSource = {
    projects: async () => {
      read.count += 1;
      return answer() as readonly Project[];
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
  /** Resolves once the catalogue has applied it. */
  const change = async (next: () => readonly unknown[]): Promise<void> => {
    answer = next;
    const before = read.count;
    for (const changed of listeners) changed();
    await untilHolds(() => {
      if (read.count === before) throw new Error("not read yet");
    });
    // Lets the catalogue apply what it has read.
    for (let turn = 0; turn < 20; turn++) await nextTurn();
  };
  return { source, change, listeners };
}

async function open(first: readonly unknown[], packs?: string) {
  const host = openHost(first);
  const logged: Logged[] = [];
  const storage = makeCatalogueStorage();
  const clock = new FakeClock();
  const catalogue = await openCatalogue({
    projectsDir: packs,
    host: host.source,
    storage,
    clock,
    log: { error: (fields) => void logged.push(fields as Logged) },
  });
  return { ...host, catalogue, logged, storage, clock };
}

const withUnits = (change: (unit: Unit) => Unit): Project => ({
  ...smallProject,
  units: smallProject.units.map(change),
});
const [firstUnit] = smallProject.units;
const unit = firstUnit?.id ?? "";
const rowOf = (rows: { readonly units: readonly { readonly id: string }[] } | undefined) =>
  rows?.units.find(({ id }) => id === unit);

describe("a host's inventory", () => {
  test("is the catalogue, and its changes are visible at once", async () => {
    const { catalogue, change } = await open([smallProject]);
    expect(catalogue.list().map(({ id }) => id)).toEqual(["small"]);
    const before = catalogue.units("small")?.etag;
    await change(() => [withUnits((one) => (one.id === unit ? { ...one, price: 123 } : one))]);
    expect(rowOf(catalogue.units("small")?.body)).toMatchObject({ id: unit, price: 123 });
    expect(rowOf(catalogue.unitsShown("small")?.body)).toMatchObject({ price: 123 });
    expect(catalogue.units("small")?.etag).not.toBe(before);
  });

  test("the later of its own status and the desk's wins", async () => {
    const { catalogue, change } = await open([
      withUnits((one) => ({ ...one, status: "available" })),
    ]);
    await catalogue.setUnit("small", { unit, status: "reserved" }, "agent", undefined);
    const statusOf = () => catalogue.find("small")?.units.get(unit)?.status;
    await change(() => [withUnits((one) => ({ ...one, status: "available", price: 5 }))]);
    expect(statusOf()).toBe("reserved");
    await change(() => [withUnits((one) => ({ ...one, status: "sold", price: 5 }))]);
    await untilHolds(() => expect(statusOf()).toBe("sold"));
    await catalogue.setUnit("small", { unit, status: "available" }, "agent", undefined);
    expect(statusOf()).toBe("available");
  });

  test("so does the later price", async () => {
    const { catalogue, change } = await open([withUnits((one) => ({ ...one, price: 10 }))]);
    await catalogue.setUnit("small", { unit, price: 20 }, "service:crm", undefined);
    const priceOf = () => catalogue.find("small")?.units.get(unit)?.price;
    await change(() => [withUnits((one) => ({ ...one, price: 10, status: "reserved" }))]);
    expect(priceOf()).toBe(20);
    await change(() => [withUnits((one) => ({ ...one, price: 30 }))]);
    await untilHolds(() => expect(priceOf()).toBe(30));
    await catalogue.setUnit("small", { unit, price: 10 }, "service:crm", undefined);
    expect(priceOf()).toBe(10);
  });

  test("an invalid project is rejected with reasons, and its last valid version stays", async () => {
    const { catalogue, change, logged } = await open([smallProject]);
    const bad = withUnits((one) => ({ ...one, price: 7, building: "nowhere" }));
    await change(() => [bad, { ...smallProject, id: "second" }, { id: "third" }, 5]);
    expect(catalogue.list().map(({ id }) => id)).toEqual(["small", "second"]);
    expect(rowOf(catalogue.units("small")?.body)).toMatchObject({ price: firstUnit?.price });
    expect(logged.map(({ project, code }) => [project, code])).toEqual([
      ["small", "project_refused"],
      ["third", "project_refused"],
      [undefined, "project_refused"],
    ]);
    expect(logged[0]?.reasons).toContain(
      `unit ${unit}: its id must be nowhere-${firstUnit?.number}`,
    );
    expect(logged[1]?.reasons?.length).toBeGreaterThan(3);
  });

  test("a failure changes nothing, and the next change is read", async () => {
    const { catalogue, change, logged } = await open([smallProject]);
    await change(() => {
      throw new Error("the CRM is away");
    });
    expect(catalogue.list()).toHaveLength(1);
    await change(() => [{ ...smallProject, name: { en: "Other" } }]);
    expect(catalogue.find("small")?.project.name).toEqual({ en: "Other" });
    expect(logged.map(({ code }) => code)).toEqual(["catalogue_failed"]);
  });

  test("a host that does not answer within a minute changes nothing, and the next change is read", async () => {
    const { catalogue, change, logged, clock } = await open([smallProject]);
    let stalled = (): void => undefined;
    const asked = new Promise<void>((resolve) => (stalled = resolve));
    const changing = change(() => {
      stalled();
      return new Promise<never>(() => undefined) as never;
    });
    await Promise.all([asked, changing]);
    clock.advance(60_001);
    await untilHolds(() => expect(logged.map(({ code }) => code)).toEqual(["catalogue_failed"]));
    await change(() => [{ ...smallProject, name: { en: "Other" } }]);
    expect(catalogue.find("small")?.project.name).toEqual({ en: "Other" });
  });

  test("pictures on other servers get paths here, each frame of an orbit too", async () => {
    const cdn = "https://cdn.example.com";
    const size = [1200, 600] as const;
    const pictured: Project = {
      ...smallProject,
      hero: { src: `${cdn}/hero.jpg?signature=1`, srcDark: "/own.svg", size, kind: "photograph" },
      orbits: [
        {
          id: "around",
          frames: `${cdn}/orbit/{n}.webp`,
          count: 3,
          first: 7,
          size,
          kind: "photograph",
          keys: [],
        },
      ],
    };
    const { catalogue } = await open([pictured]);
    const { hero, orbits } = catalogue.find("small")?.project ?? {};
    expect(hero).toMatchObject({
      src: expect.stringMatching(/^\/media\/small\/remote\/[\da-f]{32}\.jpg$/) as string,
      srcDark: "/own.svg",
    });
    const addressOf = (src = "") =>
      catalogue.remotePicture("small", src.slice("/media/small/".length));
    expect(addressOf(hero?.src)).toBe(`${cdn}/hero.jpg?signature=1`);
    const frames = orbits?.[0]?.frames ?? "";
    expect([7, 9, 6, 10].map((n) => addressOf(frames.replace("{n}", String(n))))).toEqual([
      `${cdn}/orbit/7.webp`,
      `${cdn}/orbit/9.webp`,
      undefined,
      undefined,
    ]);
    expect(addressOf(frames)).toBeUndefined();
  });

  test.each(["http://cdn.example.com/a.jpg", "https://10.0.0.1/a.jpg", "https://localhost/a.jpg"])(
    "a picture at %s is a fault unless private addresses are allowed",
    async (src) => {
      const hero = { src, size: [2, 1] as const, kind: "photograph" as const };
      const { logged, catalogue } = await open([{ ...smallProject, hero }]);
      expect(catalogue.list()).toEqual([]);
      expect(logged[0]?.reasons?.[0]).toMatch(/^hero\.src: must /);
    },
  );

  test("a removed project is no longer offered, and its live presentations continue", async () => {
    const { catalogue, change } = await open([smallProject, { ...smallProject, id: "second" }]);
    await change(() => [smallProject]);
    expect(catalogue.list().map(({ id }) => id)).toEqual(["small"]);
    expect(catalogue.find("second")).toBeDefined();
    await change(() => [smallProject, { ...smallProject, id: "second" }]);
    expect(catalogue.list()).toHaveLength(2);
  });

  test("names of removed homes may still be shown", async () => {
    const { catalogue, change } = await open([smallProject]);
    await change(() => [{ ...smallProject, units: smallProject.units.slice(1) }]);
    expect(catalogue.find("small")?.units.has(unit)).toBe(false);
    expect(catalogue.namesShown("small")?.units.has(unit)).toBe(true);
  });

  test("coexists with packs, but cannot use their ids", async () => {
    const { catalogue, logged } = await open(
      [smallProject, { ...smallProject, id: "riverside" }],
      makePack({}),
    );
    expect(catalogue.list().map(({ id }) => id)).toEqual(["riverside", "small"]);
    expect(logged).toMatchObject([{ project: "riverside", code: "project_refused" }]);
  });

  test("is unsubscribed when the catalogue is closed", async () => {
    const { catalogue, listeners } = await open([smallProject]);
    expect(listeners.size).toBe(1);
    catalogue.close();
    catalogue.close();
    expect(listeners.size).toBe(0);
  });

  test("fails the start if it cannot be read", async () => {
    const failing = () => {
      throw new Error("the CRM is away");
    };
    const { source } = openHost([]);
    const host = { ...source, projects: async () => failing() };
    await expect(
      openCatalogue({
        projectsDir: undefined,
        host,
        storage: makeCatalogueStorage(),
        clock: new FakeClock(),
      }),
    ).rejects.toThrow("the CRM is away");
  });
});

describe("a project of a host", () => {
  test("is returned unchanged", () => {
    expect(readHostProject(smallProject)).toEqual({ ok: true, value: smallProject });
    expect(readHostProject({ ...smallProject, theirs: 1 })).toEqual({
      ok: true,
      value: smallProject,
    });
  });

  const [building] = smallProject.buildings;
  test.each<readonly [string, unknown, RegExp]>([
    ["no object", 5, /it:/],
    ["a wrong id", { ...smallProject, id: "a b" }, /^id:/],
    ["no currency", { ...smallProject, currency: "XXY" }, /no currency/],
    ["wrong digits", { ...smallProject, digits: 3 }, /digits of AED are 2/],
    [
      "a picture of another site",
      {
        ...smallProject,
        hero: { src: "https://x.example/a.jpg", size: [1, 1], kind: "photograph" },
      },
      /hero\.src/,
    ],
    [
      "a picture by the protocol alone",
      { ...smallProject, hero: { src: "//x.example/a.jpg", size: [1, 1], kind: "photograph" } },
      /hero\.src/,
    ],
    ["a home twice", { ...smallProject, units: [firstUnit, firstUnit] }, /is there twice/],
    ["a home of no floor", withUnits((one) => ({ ...one, floor: 99 })), /no floor 99/],
    ["a home of no layout", withUnits((one) => ({ ...one, layout: "9z" })), /no layout 9z/],
    ["a price below nothing", withUnits((one) => ({ ...one, price: -1 })), /price/],
    ["a price that is no number", withUnits((one) => ({ ...one, price: Number.NaN })), /price/],
    [
      "a floor of no plan",
      {
        ...smallProject,
        buildings: [
          {
            ...building,
            floors: [
              { number: 1, label: "1", plan: "x" },
              { number: 2, label: "2" },
            ],
          },
        ],
      },
      /no plan x/,
    ],
    [
      "a payment of 90 %",
      { ...smallProject, payment: { steps: [{ name: { en: "All" }, percent: 90 }] } },
      /adds up to 90/,
    ],
  ])("with %s is refused by name", (_what, project, reason) => {
    const read = readHostProject(project);
    expect(read.ok ? [] : read.problem.join("\n")).toMatch(reason);
  });
});
