import { expect, test } from "vitest";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { compareLines, lineOf, sortHomes } from "../../../client/stage/homeOrder.ts";

const BUILDING = { id: "a", label: "A", floors: [] };
const FLOOR = { number: 1, label: "1" };

test.each([
  ["1204", 12, "12", "04"],
  ["12A04", 13, "12A", "04"],
  ["G01", 0, "G", "01"],
  ["0104", 1, "1", "04"],
  ["A-1204", 12, "12", "04"],
  ["A1204", 12, "12", "04"],
  ["57", 6, "6", undefined],
  ["12", 12, "12", undefined],
  ["V9", 1, "1", undefined],
])("of home %s on floor %i (%s) the line is %s", (number, floor, label, line) => {
  expect(lineOf({ number, floor }, { number: floor, label }, BUILDING)).toBe(line);
});

test("lines are ordered by their numbers, letters after them", () => {
  const lines = ["0A", "10", "2", "01A", "01", "B", "09"];
  expect(lines.toSorted(compareLines)).toEqual(["01", "01A", "2", "09", "10", "0A", "B"]);
});

test.each([
  [
    ["110", "101", "10A", "102"],
    ["101", "102", "110", "10A"],
  ],
  [
    ["V10", "V9", "V100"],
    ["V9", "V10", "V100"],
  ],
  [
    ["12/2", "12/1", "3"],
    ["3", "12/1", "12/2"],
  ],
])("the homes %s of a floor are listed as %s", (given, listed) => {
  const homes = given.map((number): Unit => ({
    id: `a-${number}`,
    building: "a",
    floor: 1,
    number,
    span: 1,
    aspects: [],
  }));
  expect(sortHomes(homes, FLOOR, BUILDING).map(({ number }) => number)).toEqual(listed);
});
