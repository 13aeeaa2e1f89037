import { describe, expect, test } from "vitest";
import type { Outline, Point } from "../../schema/values/geometry.ts";
import { areaOf, boxOf, contains, wallBox } from "./plans/geometry.ts";
import { HOMES } from "./layouts/all.ts";
import type { Home } from "./layouts/home.ts";

const homes = Object.values(HOMES).map((home) => [home.id, home] as const);

const indoors = ({ drawing }: Home) => drawing.rooms.filter(({ kind }) => kind !== "terrace");

/** Points 10 cm apart, half a step off every wall's centre line. */
function grid(outline: Outline): readonly Point[] {
  const { left, top, right, bottom } = boxOf(outline);
  const points: Point[] = [];
  for (let x = left + 0.051; x < right; x += 0.1) {
    for (let y = top + 0.051; y < bottom; y += 0.1) points.push([x, y]);
  }
  return points.filter((point) => contains(outline, point));
}

/** The rooms on both sides of a door, `undefined` for outside. */
function sidesOf(home: Home, { hinge, latch }: Home["drawing"]["doors"][number]) {
  const middle: Point = [(hinge[0] + latch[0]) / 2, (hinge[1] + latch[1]) / 2];
  const aside: Point = hinge[0] === latch[0] ? [0.3, 0] : [0, 0.3];
  return [1, -1].map((sign) => {
    const point: Point = [middle[0] + sign * aside[0], middle[1] + sign * aside[1]];
    return indoors(home).find(({ outline }) => contains(outline, point))?.id;
  });
}

const onWall = (home: Home, [x, y]: Point): boolean =>
  home.drawing.walls.some((wall) => {
    const { left, top, right, bottom } = wallBox(wall);
    return x > left && x < right && y > top && y < bottom;
  });

describe.each(homes)("layout %s", (_, home) => {
  test("is tiled by its rooms, without gaps or overlaps", () => {
    const rooms = indoors(home);
    const wrong = grid(home.body).filter(
      (point) => rooms.filter(({ outline }) => contains(outline, point)).length !== 1,
    );
    expect(wrong).toEqual([]);
    const sum = rooms.reduce((total, { outline }) => total + areaOf(outline), 0);
    expect(sum).toBeCloseTo(areaOf(home.body), 6);
    expect(Math.abs(home.area - sum)).toBeLessThanOrEqual(0.5);
  });

  test("says of each room no more than lies between its walls", () => {
    for (const { area, outline } of home.drawing.rooms) {
      expect(area).toBeGreaterThan(1);
      expect(area).toBeLessThan(areaOf(outline) + 0.06);
    }
  });

  test("has doors and windows in walls, one of them the way in", () => {
    const openings = [
      ...home.drawing.windows.map(({ from, to }) => [from, to] as const),
      ...home.drawing.doors.map(({ hinge, latch }) => [hinge, latch] as const),
    ];
    for (const [from, to] of openings) {
      expect(onWall(home, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])).toBe(true);
    }
    const entrances = home.drawing.doors.filter(({ entrance }) => entrance === true);
    expect(entrances).toHaveLength(1);
    for (const entrance of entrances) {
      expect(sidesOf(home, entrance).filter((side) => side === undefined)).toHaveLength(1);
    }
  });

  test("leads from its entrance into every room", () => {
    const rooms = indoors(home);
    const links = home.drawing.doors.map((door) => sidesOf(home, door));
    const steps = grid(home.body).filter((point) => !onWall(home, point));
    const roomAt = (point: Point) => rooms.find(({ outline }) => contains(outline, point))?.id;
    for (const [x, y] of steps) {
      for (const next of [[x + 0.2, y] as const, [x, y + 0.2] as const]) {
        const between: Point = [(x + next[0]) / 2, (y + next[1]) / 2];
        if (!onWall(home, next) && !onWall(home, between))
          links.push([roomAt([x, y]), roomAt(next)]);
      }
    }
    const reached = new Set<string | undefined>([undefined]);
    for (let grown = true; grown;) {
      const next = links.filter((sides) => sides.some((side) => reached.has(side))).flat();
      const before = reached.size;
      for (const side of next) reached.add(side);
      grown = reached.size > before;
    }
    expect(rooms.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test("keeps its furniture in its rooms", () => {
    const astray = home.drawing.furniture.filter(({ at, size }) => {
      const middle: Point = [at[0] + size[0] / 2, at[1] + size[1] / 2];
      return !home.drawing.rooms.some(({ outline }) => contains(outline, middle));
    });
    expect(astray).toEqual([]);
  });
});
