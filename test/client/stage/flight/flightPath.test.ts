import { expect, test } from "vitest";
import {
  flightOnto,
  flightStyle,
  inverse,
  subjectsOf,
  type Flight,
} from "../../../../client/stage/flight/flightPath.ts";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../../support/room/project.ts";

const board = { x: 20, y: 100, width: 350, height: 600 };
const tower = { x: 150, y: 200, width: 70, height: 120 };
const row = { x: 0, y: 500, width: 350, height: 20 };

const middle = ({ x, y, width, height }: typeof board) => [x + width / 2, y + height / 2] as const;
const move = ({ scale, x, y }: Flight, [px, py]: readonly [number, number]) =>
  [scale * px + x, scale * py + y] as const;

test("a board of a tower's shape covers the tower exactly, corner on corner", () => {
  const flight = flightOnto(board, tower);
  expect(flight.scale).toBeCloseTo(0.2, 9);
  const [x, y] = move(flight, [board.x, board.y]);
  expect([x, y]).toEqual([expect.closeTo(tower.x, 9), expect.closeTo(tower.y, 9)]);
});

test("boxes of different shapes keep the same centre, and the way back is the same", () => {
  const there = flightOnto(board, row);
  const [x, y] = move(there, middle(board));
  expect([x, y]).toEqual(middle(row).map((part) => expect.closeTo(part, 9)));
  const back = inverse(there);
  const again = flightOnto(row, board);
  expect(back.scale).toBeCloseTo(again.scale, 9);
  expect(back.x).toBeCloseTo(again.x, 9);
  expect(back.y).toBeCloseTo(again.y, 9);
});

test("no part is enlarged more than sixteen times", () => {
  const dot = { x: 5, y: 5, width: 1, height: 1 };
  expect(flightOnto(dot, board).scale).toBe(16);
  expect(flightOnto(board, dot).scale).toBe(1 / 16);
});

test("an element's styles move its own corner to where the flight moves it", () => {
  const flight = flightOnto(board, tower);
  const style = flightStyle(flight, board);
  const [dx = 0, dy = 0] = style.translate.split(" ").map(Number.parseFloat);
  const [x, y] = move(flight, [board.x, board.y]);
  expect([board.x + dx, board.y + dy]).toEqual([expect.closeTo(x, 6), expect.closeTo(y, 6)]);
  expect(Number(style.scale)).toBeCloseTo(flight.scale, 9);
  expect(style.transformOrigin).toBe("0 0");
});

test("a home corresponds to its outline, else to its layout, its floor or its building", () => {
  const index = indexProject(smallProject);
  const [unit] = smallProject.units;
  if (unit === undefined) throw new Error("no unit");
  const { id, building, floor, layout } = unit;
  expect(subjectsOf({ screen: "unit", unit: id }, index)).toEqual([
    `unit:${id}`,
    ...(layout === undefined ? [] : [`layout:${layout}`]),
    `floor:${building}/${floor}`,
    `building:${building}`,
  ]);
  expect(subjectsOf({ screen: "floor", building, floor }, index)).toEqual([
    `floor:${building}/${floor}`,
    `building:${building}`,
  ]);
  for (const screen of ["shortlist", "layouts"] as const) {
    expect(subjectsOf({ screen }, index)).toEqual([]);
  }
});
