import { describe, expect, test } from "vitest";
import { guessPlace } from "../../../../server/catalogue/uploads/guessPlace.ts";
import { givePositions } from "../../../../server/catalogue/uploads/homePositions.ts";
import { rescalePlace } from "../../../../server/catalogue/uploads/rescalePlace.ts";
import type { Building, Unit } from "../../../../schema/catalogue/catalogue.ts";

const floors = ["B1", "G", "1", "2", "3", "12A"].map((label, at) => ({ number: at - 1, label }));
const tower = (id: string, name: string): Building => ({
  id,
  label: id.toUpperCase(),
  name: { en: name, ru: "Башня" },
  floors,
});
const layouts = [
  { id: "2c", name: { en: "2C" }, bedrooms: 2, area: 90 },
  { id: "1-48", name: { en: "1-48" }, bedrooms: 1, area: 48 },
];
const ONE = { buildings: [tower("a", "Tower A")], layouts };
const TWO = { buildings: [tower("a", "Tower A"), tower("b", "Marina Tower")], layouts };
const photo = {
  origin: [0, 0],
  size: [4, 3],
  type: "image/jpeg",
  isPlain: true,
  blur: "data:",
} as const;
const { blur: _lines, ...drawing } = photo;

const said = (
  name: string,
  project: typeof ONE = ONE,
  facts: typeof photo | typeof drawing = photo,
) => {
  const place = guessPlace(name, facts, project);
  if (place.kind === "plan") {
    return `plan ${place.floors.map(({ building, floor }) => `${building}/${floor}`).join(" ")}`;
  }
  return place.kind === "layout" ? `layout ${place.layout}` : place.kind;
};

describe("a picture's place, guessed from its file name", () => {
  test.each([
    ["Masterplan_v2 FINAL.jpg", "masterplan"],
    ["Генплан.png", "masterplan"],
    ["المخطط العام.jpg", "masterplan"],
    ["cover.jpg", "cover"],
    ["floor-2.png", "plan a/2"],
    ["Floor 02.png", "plan a/2"],
    ["Этаж 3.png", "plan a/3"],
    ["Level12A.png", "plan a/4"],
    ["ground floor.png", "plan a/0"],
    ["Floors 1-3.png", "plan a/1 a/2 a/3"],
    ["1st floor.png", "plan a/1"],
    ["typical plan.png", "plan a/-1 a/0 a/1 a/2 a/3 a/4"],
    ["Type 2C.png", "layout 2c"],
    ["2c.png", "layout 2c"],
    ["1-48 furnished.png", "layout 1-48"],
    ["lobby.jpg", "gallery"],
    ["IMG_2041.jpg", "gallery"],
    ["plan of something.png", "unused"],
  ])("%s: %s", (name, place) => {
    expect(said(name)).toBe(place);
  });

  test("an unnamed drawing is not shown yet, and one of two buildings must be named", () => {
    expect(said("scan.png", ONE, drawing)).toBe("unused");
    expect(said("floor 2.png", TWO)).toBe("gallery");
    expect(said("Marina Tower floor 2.png", TWO)).toBe("plan b/2");
    expect(said("A_03.png", TWO)).toBe("plan a/3");
    expect(said("tower-b-level-1.png", TWO)).toBe("plan b/1");
  });
});

describe("homes on an uploaded plan", () => {
  const home = (number: string, floor: number, position?: number): Unit => ({
    id: `a-${number}`,
    building: "a",
    floor,
    number,
    span: 1,
    aspects: [],
    ...(position === undefined ? {} : { position }),
  });
  const positions = (homes: readonly Unit[]) =>
    givePositions(homes, ONE.buildings, new Set(["a"])).map(({ position }) => position);

  test("have the position of their line on every floor of the plan", () => {
    expect(positions([home("104", 1), home("101", 1), home("204", 2), home("1201", 12)])).toEqual([
      4, 1, 4, 1,
    ]);
    expect(positions([home("V12", 0), home("V2", 0)])).toEqual([12, 2]);
  });

  test("are ordered by number without lines, and by the list's positions if given", () => {
    expect(positions([home("B", 1), home("A", 1)])).toEqual([2, 1]);
    expect(positions([home("101", 1, 7), home("102", 1)])).toEqual([7, undefined]);
    const homes = [home("101", 1)];
    expect(givePositions(homes, ONE.buildings, new Set())).toBe(homes);
  });

  test("keep their outlines when the picture is replaced by a larger one of the same shape", () => {
    const outline: [number, number][] = [
      [0, 0],
      [10, 0],
      [10, 10],
    ];
    const place = {
      kind: "plan",
      floors: [{ building: "a", floor: 1 }],
      units: [{ position: 1, outline }],
    } as const;
    const plan = { ...place, floors: [...place.floors], units: [...place.units] };
    expect(rescalePlace(plan, [100, 50], [200, 100])).toEqual({
      ...plan,
      units: [
        {
          position: 1,
          outline: [
            [0, 0],
            [20, 0],
            [20, 20],
          ],
        },
      ],
    });
    expect(rescalePlace(plan, [100, 50], [100, 100])).toEqual({ ...plan, units: [] });
  });
});
