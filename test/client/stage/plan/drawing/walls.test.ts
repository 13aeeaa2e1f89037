import { describe, expect, test } from "vitest";
import { contains } from "../../../../../client/stage/geometry.ts";
import {
  cutWalls,
  thicknessAt,
  wallInset,
} from "../../../../../client/stage/plan/drawing/walls.ts";
import { flat } from "./flat.ts";

const isWall = (x: number, y: number): boolean =>
  cutWalls(flat).some((piece) => contains(piece, [x, y]));

describe("the cut walls", () => {
  test("are as thick as their kind", () => {
    expect(isWall(0.5, 1.4)).toBe(true);
    expect(isWall(0.5, 1.3)).toBe(false);
    expect(isWall(5.1, 2)).toBe(true);
    expect(isWall(5.05, 2)).toBe(false);
  });

  test("leave windows and doors open", () => {
    expect(isWall(2, 1.5)).toBe(false);
    expect(isWall(0.95, 1.5)).toBe(true);
    expect(isWall(3.05, 1.5)).toBe(true);
    expect(isWall(5.15, 3.4)).toBe(false);
    expect(isWall(2.5, 5.5)).toBe(false);
  });

  test("meet in square corners", () => {
    for (const [x, y] of [
      [0.01, 1.36],
      [8.29, 1.36],
      [8.29, 5.64],
      [0.01, 5.64],
    ] as const) {
      expect(isWall(x, y)).toBe(true);
    }
  });

  test("do not reach out of the drawing", () => {
    for (const [x, y] of cutWalls(flat).flat()) {
      expect(x).toBeGreaterThanOrEqual(-1e-9);
      expect(x).toBeLessThanOrEqual(flat.size[0] + 1e-9);
      expect(y).toBeLessThanOrEqual(flat.size[1] + 1e-9);
    }
  });

  test("give an opening their thickness", () => {
    expect(thicknessAt({ from: [1, 1.5], to: [3, 1.5] }, flat)).toBe(0.3);
    expect(thicknessAt({ from: [5.15, 3], to: [5.15, 3.8] }, flat)).toBe(0.13);
  });

  test("extend half their thickness inside a room's edge, and not at all without a wall", () => {
    expect(wallInset({ from: [0.15, 1.5], to: [5.15, 1.5] }, flat)).toBe(0.15);
    expect(wallInset({ from: [5.15, 1.5], to: [5.15, 5.5] }, flat)).toBe(0.065);
    expect(wallInset({ from: [2, 3], to: [4, 3] }, flat)).toBe(0);
  });
});
