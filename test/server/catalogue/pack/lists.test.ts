import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { utils, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import type { Project, Unit } from "../../../../schema/catalogue/catalogue.ts";
import { loadPacks } from "../../../../server/catalogue/pack/loadPacks.ts";
import { describeProblem } from "../../../../server/catalogue/pack/packProblems.ts";
import { loadOne, problemsOf } from "../loading.ts";
import { makePack } from "../packs.ts";
import { isLeftOut } from "../../../support/leftOut.ts";

const facts = ({ id, floor, bedrooms, area, status, price }: Unit) => [
  id,
  floor,
  bedrooms,
  area,
  status,
  price,
];

describe("typical lists of offices in packs", () => {
  test("from Dubai: no building, a type, a view, three areas in sq ft", async () => {
    const project = await loadOne({
      project: { areaUnit: "sqft" },
      units: [
        "Unit No,Floor,Type,View,Suite Area (sqft),Balcony (sqft),Total Area (sqft),Price (AED),Status",
        'A-101,1,1BR,Sea,645.33,84.28,729.61,"1,250,000",Available',
        'A-201,2,2 BR + Maid,Park,"1,012.40",120,"1,132.40","2,480,000",On Hold',
      ].join("\n"),
    });
    expect(project.units.map(facts)).toEqual([
      ["a-A-101", 1, 1, 59.9531, "available", 125_000_000],
      ["a-A-201", 2, 2, 94.055, "reserved", 248_000_000],
    ]);
    expect(project.units.map(({ terrace, aspects }) => [terrace, aspects])).toEqual([
      [7.8299, ["sea"]],
      [11.1484, ["park"]],
    ]);
    expect(project.aspects.map(({ id }) => id)).toEqual(["sea", "park"]);
  });

  test("from Moscow: Cyrillic letters and words, a floor missing in the pack", async () => {
    const project = await loadOne({
      project: { currency: "RUB" },
      units: [
        "building;floor;number;bedrooms;area;status;price;label",
        "a;1;А-101;1к;38,4;свободна;7 450 000 руб.;кв. 101",
        "А;1 этаж;105;1;38,4 м²;Бронь;7,45 млн;кв. 105",
        "a;-1;107;;13,5;available;950000;м/м 7",
      ].join("\n"),
    });
    expect(project.units.map(facts)).toEqual([
      ["a-_410_-101", 1, 1, 38.4, "available", 745_000_000],
      ["a-105", 1, 1, 38.4, "reserved", 745_000_000],
      ["a-107", -1, undefined, 13.5, "available", 95_000_000],
    ]);
    expect(project.units[2]?.kind).toBe("parking");
    expect(project.buildings[0]?.floors).toEqual([
      { number: -1, label: "-1" },
      { number: 1, label: "1" },
      { number: 2, label: "2" },
    ]);
  });

  test("floors by number or label", async () => {
    const floors = [
      { number: -1, label: "B1" },
      { number: 0, label: "G" },
      { number: 1, label: "Mezzanine" },
      { number: 2, label: "P1" },
    ];
    const { units } = await loadOne({
      project: { buildings: [{ id: "a", floors }] },
      units: "building,floor,number\na,0,1\na,G,2\na,Mezz,3\na,p1,4\na,1,5\na,B1,6\n",
    });
    expect(units.map(({ floor }) => floor)).toEqual([0, 0, 1, 2, 1, -1]);
  });

  test("a workbook, also one named CSV", async () => {
    const book = utils.book_new();
    const rows = [
      ["Unit", "Floor", "Price"],
      [101, 1, 1_250_000],
      [102, 1, "cheap"],
    ];
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), "Sheet1");
    const bytes = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
    expect(await problemsOf(makePack({ units: bytes }))).toEqual([
      expect.stringMatching(/^riverside\/units\.csv:3: Sheet1!C3: price: "cheap" is not a number/),
    ]);
  });
});

const PACKS = join(import.meta.dirname, "../../../../../shared/inputs/packs");

/** Expected homes of each pack of the reference, then further facts. */
const EXPECTED: Readonly<
  Record<string, readonly [homes: number, (project: Project) => unknown, unknown]>
> = {
  "cur-rsd": [
    3,
    ({ units }) => units.map(({ price }) => price),
    [1_850_000_000, 2_125_000_000, 980_000_000],
  ],
  "dubai-raw": [
    2,
    ({ units }) => units.map(facts),
    [
      ["a-A-101", 1, 1, 59.9531, "available", 125_000_000],
      ["a-A-102", 1, 2, 94.055, "reserved", 248_000_000],
    ],
  ],
  "floor-labels": [1, ({ units }) => units.map(facts), [["a-G01", 0, 1, 50, "available", 100]]],
  "inr-lakh": [
    5,
    ({ units }) => units.map(facts),
    [
      ["a-101", 1, 1, 38, "available", 785_280_000],
      ["a-102", 1, 2, 58.07, "available", 1_200_000_000],
      ["a-201", 2, 2, 61.78, "reserved", 1_280_000_000],
      ["a-202", 2, 3, 79, "reserved", 785_000_000],
      ["a-301", 3, 3, 79, "reserved", 1_280_000_000],
    ],
  ],
  macosx: [1, ({ id }) => id, "macosx"],
  "merged-cells": [
    4,
    ({ units }) => units.map(({ id, floor }) => [id, floor]),
    [
      ["a-101", 1],
      ["a-102", 1],
      ["a-103", 1],
      ["a-201", 2],
    ],
  ],
  "no-position": [
    9,
    ({ units }) => units.map(({ number }) => number),
    ["110", "101", "109", "102", "10A", "103", "201", "205", "202"],
  ],
  parking: [
    103,
    ({ units }) =>
      ["parking", "storage", "commercial", undefined].map(
        (kind) => units.filter((unit) => unit.kind === kind).length,
      ),
    [60, 20, 5, 18],
  ],
  "pr-kwd": [16, ({ units }) => units[1]?.price, 92_500_750],
  "ru-values": [
    7,
    ({ units }) => units.map(facts),
    [
      ["a-_410_-101", 1, 1, 38.4, "available", 745_000_000],
      ["a-102", 1, 1, 38.4, "reserved", 745_000_000],
      ["a-103", 1, 1, 38.4, "available", 745_000_000],
      ["a-104", 1, 1, 38.4, "available", 745_000_000],
      ["a-105", 1, 1, 38.4, "sold", 745_000_000],
      ["a-106", 1, 2, 38.4, "sold", 745_000_000],
      ["a-107", -1, undefined, 13.5, "available", 95_000_000],
    ],
  ],
  "sqft-area": [
    4,
    ({ units }) => units.map(({ area }) => area),
    [59.9531, 94.0179, 116.1288, 214.829],
  ],
  "title-rows": [
    1,
    ({ units }) => units.map(facts),
    [["a-101", 1, 1, 50, "available", 100_000_000]],
  ],
  "unique-areas": [400, ({ units }) => units[0]?.area, 73.66],
  "unit-slash": [
    7,
    ({ units }) => units.map(({ id }) => id),
    ["a-12_1", "a-12_2", "a-B-1-03-05", "a-03-05", "a-Plot14", "a-_410_1", "a-101"],
  ],
  villas: [
    160,
    ({ units }) =>
      ["villa", "plot"].map(
        (kind) => units.filter((unit) => unit.kind === kind && unit.floor === 0).length,
      ),
    [120, 40],
  ],
};

describe.skipIf(isLeftOut(!existsSync(PACKS), "the packs of the reference"))(
  "the reference packs load",
  () => {
    test("all of them have an expectation", () => {
      expect(Object.keys(EXPECTED).toSorted()).toEqual(readdirSync(PACKS).toSorted());
    });

    test.each(Object.entries(EXPECTED))("%s", async (name, [homes, what, expected]) => {
      const { projects, warnings } = await loadPacks(join(PACKS, name));
      const [project] = projects;
      expect(project?.units).toHaveLength(homes);
      expect(project && what(project)).toEqual(expected);
      const said = warnings.map(describeProblem);
      const inMetres = "inr-lakh/units.csv:1: area: read as m², since in sq ft they were no homes";
      expect(said).toEqual(name === "inr-lakh" ? [inMetres] : []);
    });
  },
);
