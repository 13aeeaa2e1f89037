import type { Outline, Point } from "./geometry.ts";

/** Maximum corners of an outline; no home or building has more. */
export const MOST_CORNERS = 200;
/** Minimum area as a share of the picture's; smaller outlines are drawn by accident. */
const SMALLEST_SHARE = 0.00005;

export type OutlineProblem =
  | "few_corners"
  | "many_corners"
  | "outside"
  | "crosses_itself"
  | "too_small";

const isSame = (one: Point, other: Point): boolean => one[0] === other[0] && one[1] === other[1];

/** The outline without repeated points: neither equal to the point before, nor a last one equal to the first. */
export function plainOutline(outline: Outline): Outline {
  const corners = outline.filter((point, at) => {
    const before = outline[at - 1];
    return before === undefined || !isSame(point, before);
  });
  const [first] = corners;
  const last = corners.at(-1);
  const isClosed =
    corners.length > 1 && first !== undefined && last !== undefined && isSame(first, last);
  return isClosed ? corners.slice(0, -1) : corners;
}

/** Twice the signed area of a triangle. The sign is the side of the line through `a` and `b` on which `c` lies. */
const turnOf = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const isBetween = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

/** Whether two edges meet, ends included. */
function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [one, two, three, four] = [
    turnOf(a, b, c),
    turnOf(a, b, d),
    turnOf(c, d, a),
    turnOf(c, d, b),
  ];
  if (one * two < 0 && three * four < 0) return true;
  return (
    (one === 0 && isBetween(a, b, c)) ||
    (two === 0 && isBetween(a, b, d)) ||
    (three === 0 && isBetween(c, d, a)) ||
    (four === 0 && isBetween(c, d, b))
  );
}

function crossesItself(corners: Outline): boolean {
  const count = corners.length;
  const at = (index: number): Point => corners[index % count] ?? [0, 0];
  for (let one = 0; one < count; one += 1) {
    // The next edge shares a corner with this one, and must not double back over it.
    if (turnOf(at(one), at(one + 1), at(one + 2)) === 0) {
      const [a, b, c] = [at(one), at(one + 1), at(one + 2)];
      const isBack = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) > 0;
      if (isBack) return true;
    }
    for (let other = one + 2; other < count; other += 1) {
      if (one === 0 && other === count - 1) continue;
      if (meet(at(one), at(one + 1), at(other), at(other + 1))) return true;
    }
  }
  return false;
}

const areaOf = (corners: Outline): number =>
  Math.abs(
    corners.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [0, 0];
      return sum + x * nextY - nextX * y;
    }, 0),
  ) / 2;

/** Why an outline is invalid on a picture of this size; `undefined` if it is valid. */
export function outlineProblem(
  outline: Outline,
  [width, height]: readonly [width: number, height: number],
): OutlineProblem | undefined {
  const corners = plainOutline(outline);
  if (corners.length < 3) return "few_corners";
  if (corners.length > MOST_CORNERS) return "many_corners";
  const isInside = corners.every(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
  if (!isInside) return "outside";
  if (crossesItself(corners)) return "crosses_itself";
  return areaOf(corners) < width * height * SMALLEST_SHARE ? "too_small" : undefined;
}
