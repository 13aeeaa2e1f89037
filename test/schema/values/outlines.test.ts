import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outline } from "../../../schema/values/geometry.ts";
import { outlineProblem, plainOutline } from "../../../schema/values/outlines.ts";

const SIZE = [100, 50] as const;
const square: Outline = [
  [10, 10],
  [40, 10],
  [40, 40],
  [10, 40],
];

test("an outline is closed by itself, and a repeated corner counts once", () => {
  const [first = [0, 0]] = square;
  expect(plainOutline([...square, first])).toEqual(square);
  expect(plainOutline([first, ...square])).toEqual(square);
  expect(outlineProblem([...square, first], SIZE)).toBeUndefined();
});

test.each([
  [
    "few_corners",
    [
      [0, 0],
      [10, 0],
      [0, 0],
    ],
  ],
  [
    "outside",
    [
      [0, 0],
      [101, 0],
      [50, 50],
    ],
  ],
  [
    "outside",
    [
      [0, -1],
      [10, 0],
      [50, 50],
    ],
  ],
  [
    "crosses_itself",
    [
      [0, 0],
      [40, 40],
      [40, 0],
      [0, 40],
    ],
  ],
  [
    "crosses_itself",
    [
      [0, 0],
      [40, 0],
      [20, 0],
      [20, 30],
    ],
  ],
  [
    "crosses_itself",
    [
      [0, 0],
      [40, 0],
      [40, 30],
      [20, 0],
      [0, 30],
    ],
  ],
  [
    "too_small",
    [
      [0, 0],
      [0.1, 0],
      [0, 0.1],
    ],
  ],
  ["many_corners", Array.from({ length: 201 }, (_, at) => [at / 4, at % 2])],
] as const)("%s: %j", (problem, outline) => {
  expect(outlineProblem(outline as Outline, SIZE)).toBe(problem);
});

const around = (count: number, least: number) =>
  Array.from({ length: count }, (_, at): readonly [number, number] => {
    const turn = (at / count) * 2 * Math.PI;
    const radius = 20 * (at % 2 === 0 ? 1 : least);
    return [50 + radius * Math.cos(turn), 25 + radius * Math.sin(turn)];
  });

test("no star-shaped outline crosses itself, and a round one with two neighbours exchanged does", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 30 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      (count, least) => {
        expect(outlineProblem(around(count, least), SIZE)).toBeUndefined();
        const [a = [0, 0], b = [0, 0], ...rest] = around(count, 1);
        expect(outlineProblem([b, a, ...rest], SIZE)).toBe("crosses_itself");
      },
    ),
  );
});
