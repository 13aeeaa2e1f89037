import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Building, Unit } from "../../../../../schema/catalogue/catalogue.ts";
import {
  layoutBoard,
  neighbourOf,
  type Board,
} from "../../../../../client/stage/building/board/board.ts";

const floors = (...labels: string[]): Building => ({
  id: "b",
  label: "B",
  floors: labels.map((label, index) => ({ number: index + 1, label })),
});

const home = (floor: number, position: number | undefined, more: Partial<Unit> = {}): Unit => ({
  id: `b-${floor}-${position ?? "x"}-${more.number ?? ""}`,
  building: "b",
  floor,
  number: `${floor}0${position ?? 0}`,
  span: 1,
  aspects: [],
  ...(position === undefined ? {} : { position }),
  ...more,
});

const places = (board: Board) =>
  board.rows.map((row) => [
    row.floor.label,
    ...row.cells.map(({ column, span }) => `${column}+${span}`),
  ]);

describe("the chessboard", () => {
  test("has the highest floor on top, with labels as given, floors without homes included", () => {
    const board = layoutBoard(floors("G", "12A", "PH"), [home(2, 1), home(3, 1)]);
    expect(board.rows.map((row) => row.floor.label)).toEqual(["PH", "12A", "G"]);
    expect(board.rows[2]?.cells).toEqual([]);
  });

  test("a duplex spans two floors, with the homes of the upper one beside it", () => {
    const board = layoutBoard(floors("1", "2", "3"), [
      home(1, 1),
      home(1, 2, { number: "D1", topFloor: 2 }),
      home(2, 1),
      home(2, undefined, { number: "29" }),
      home(3, 2),
    ]);
    expect(
      board.rows.map(({ cells }) =>
        cells.map(({ unit, column, floors: height }) => `${unit.number}:${column}x${height}`),
      ),
    ).toEqual([["302:1x1"], ["201:0x1", "29:2x1"], ["101:0x1", "D1:1x2"]]);
    const lined = layoutBoard(floors("1", "2"), [
      home(1, undefined, { number: "101" }),
      home(1, undefined, { number: "102", topFloor: 2 }),
      home(2, undefined, { number: "201" }),
    ]);
    expect(lined.rows[1]?.cells.map(({ floors: height }) => height)).toEqual([1, 2]);
  });

  test("puts homes in the columns of their positions and lets a penthouse span", () => {
    const board = layoutBoard(floors("1", "PH"), [
      home(1, 1),
      home(1, 2),
      home(1, 3),
      home(2, 2, { span: 2 }),
    ]);
    expect(places(board)).toEqual([
      ["PH", "1+2"],
      ["1", "0+1", "1+1", "2+1"],
    ]);
    expect(board.columns.map((column) => column.head)).toEqual(["01", "02", "03"]);
  });

  test("starts at the building's first position, even if it is not 1", () => {
    const board = layoutBoard(floors("1"), [home(1, 7), home(1, 8)]);
    expect(places(board)).toEqual([["1", "0+1", "1+1"]]);
    expect(board.columns.map((column) => column.head)).toEqual(["07", "08"]);
  });

  test("heads a home without a position by its line, and columns only by what their homes share", () => {
    const loose = (floor: number, number: string) => home(floor, undefined, { number });
    const headsOf = (...units: readonly Unit[]) =>
      layoutBoard(floors("1", "2"), units).columns.map(({ head }) => head);
    expect(headsOf(home(1, 1), home(1, 2), loose(1, "110"))).toEqual(["01", "02", "10"]);
    expect(headsOf(home(1, 1), home(2, 1), loose(1, "110"), loose(2, "207"))).toEqual(["01", ""]);
  });

  test("labels homes with their numbers unless row and column give them", () => {
    const numbered = (floor: number, position: number, number: string) =>
      home(floor, position, { number });
    const toldBy = (labels: readonly string[], ...units: readonly Unit[]) =>
      layoutBoard(floors(...labels), units).rows.flatMap(({ cells }) =>
        cells.map(({ isNumbered }) => isNumbered),
      );
    expect(toldBy(["1"], home(1, 1), home(1, 2))).toEqual([false, false]);
    expect(toldBy(["12A"], numbered(1, 1, "12A01"))).toEqual([false]);
    expect(toldBy(["1"], numbered(1, 1, "B-101"))).toEqual([false]);
    // Numbers of flats continue from floor to floor.
    expect(toldBy(["1", "2"], numbered(1, 1, "1"), numbered(2, 1, "9"))).toEqual([true, true]);
    expect(toldBy(["1"], numbered(1, 1, "105"), numbered(1, 2, "V9"))).toEqual([true, true]);
    expect(toldBy(["1", "PH"], home(1, 1), home(2, 1, { span: 2, number: "PH" }))).toEqual([
      true,
      false,
    ]);
  });

  test("aligns homes by their numbers if none has a position, under their shared line", () => {
    const numbered = (floor: number, number: string) => home(floor, undefined, { number });
    const board = layoutBoard(floors("1", "2"), [
      ...["110", "101", "109", "102", "10A", "103"].map((number) => numbered(1, number)),
      ...["201", "205", "202"].map((number) => numbered(2, number)),
    ]);
    const rows = board.rows.map(({ cells }) =>
      cells.map(({ unit, column }) => [unit.number, board.columns[column]?.head]),
    );
    expect(rows[0]).toEqual([
      ["201", "01"],
      ["202", "02"],
      ["205", "05"],
    ]);
    expect(rows[1]).toEqual([
      ["101", "01"],
      ["102", "02"],
      ["103", "03"],
      ["109", "09"],
      ["110", "10"],
      ["10A", "0A"],
    ]);
  });

  test("orders homes by number without positions and lines, under no head", () => {
    const board = layoutBoard(floors("1"), [
      home(1, undefined, { number: "V10" }),
      home(1, undefined, { number: "V9" }),
    ]);
    expect(board.rows[0]?.cells.map(({ unit }) => unit.number)).toEqual(["V9", "V10"]);
    expect(board.columns.map(({ head }) => head)).toEqual(["", ""]);
  });

  test("places homes without a position in order into free cells", () => {
    const units = [
      home(1, undefined, { number: "a" }),
      home(1, 1),
      home(1, undefined, { number: "c" }),
    ];
    const [row] = layoutBoard(floors("1"), units).rows;
    expect(row?.cells.map((cell) => cell.unit.number)).toEqual(["101", "a", "c"]);
  });

  test("names a column by the type of most of its homes, not by a penthouse across it", () => {
    const board = layoutBoard(floors("1", "2", "PH"), [
      home(1, 1, { bedrooms: 2, aspects: ["lagoon"] }),
      home(2, 1, { bedrooms: 2, aspects: ["lagoon"] }),
      home(3, 1, { bedrooms: 4, aspects: ["sea"], span: 2 }),
    ]);
    expect(board.columns[0]).toMatchObject({ bedrooms: 2, aspects: ["lagoon"] });
  });

  test("never overlaps two homes and loses none", () => {
    const units = fc.array(
      fc.record({
        floor: fc.integer({ min: 1, max: 4 }),
        position: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
        span: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(units, (drawn) => {
        const homes = drawn.map(({ floor, position, span }, index) =>
          home(floor, position, { span, id: `b-${index}` }),
        );
        const board = layoutBoard(floors("1", "2", "3", "4"), homes);
        const cells = board.rows.flatMap((row) => row.cells);
        expect(cells.map((cell) => cell.unit.id).toSorted()).toEqual(
          homes.map(({ id }) => id).toSorted(),
        );
        for (const row of board.rows) {
          const columns = row.cells.flatMap(({ column, span }) =>
            Array.from({ length: span }, (_, offset) => column + offset),
          );
          expect(new Set(columns).size).toBe(columns.length);
          expect(Math.max(-1, ...columns)).toBeLessThan(board.columns.length);
        }
      }),
    );
  });
});

describe("arrow keys on the chessboard", () => {
  const board = layoutBoard(floors("1", "lobby", "3", "PH"), [
    home(1, 1, { id: "low1" }),
    home(1, 2, { id: "low2" }),
    home(1, 3, { id: "low3" }),
    home(3, 1, { id: "high1" }),
    home(3, 3, { id: "high3" }),
    home(4, 2, { id: "top", span: 2 }),
  ]);

  test("lead along a floor and stop at its ends", () => {
    expect(neighbourOf(board, "low2", "left")).toBe("low1");
    expect(neighbourOf(board, "low2", "right")).toBe("low3");
    expect(neighbourOf(board, "low1", "left")).toBeUndefined();
  });

  test("step over floors without homes to the nearest column", () => {
    expect(neighbourOf(board, "low1", "up")).toBe("high1");
    expect(neighbourOf(board, "low3", "up")).toBe("high3");
    expect(neighbourOf(board, "high3", "down")).toBe("low3");
  });

  test("reach a home that spans columns and lead back from its middle", () => {
    expect(neighbourOf(board, "high1", "up")).toBe("top");
    expect(neighbourOf(board, "top", "down")).toBe("high3");
    expect(neighbourOf(board, "top", "up")).toBeUndefined();
  });

  test("lead nowhere from a home that is not on the board", () => {
    expect(neighbourOf(board, "elsewhere", "up")).toBeUndefined();
  });
});
