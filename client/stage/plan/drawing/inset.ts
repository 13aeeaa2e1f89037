import type { Outline, Point } from "../../../../schema/values/geometry.ts";
import { cross, edgesOf, minus, pointOn, signedArea, type Segment } from "../../geometry.ts";

/** Intersection of two infinite lines; the end of the first if they are parallel. */
function meeting(a: Segment, b: Segment): Point {
  const da = minus(a.to, a.from);
  const db = minus(b.to, b.from);
  const divisor = cross(da, db);
  if (Math.abs(divisor) < 1e-9) return a.to;
  const share = cross(minus(b.from, a.from), db) / divisor;
  return [a.from[0] + da[0] * share, a.from[1] + da[1] * share];
}

/** The outline with each edge moved inwards by `by` metres. */
export function inset(outline: Outline, by: (edge: Segment) => number): Outline {
  const edges = edgesOf(outline);
  // With y pointing down a positive area is clockwise, so the inside is on the right.
  const inwards = signedArea(outline) > 0 ? 1 : -1;
  const moved = edges.map((edge): Segment => {
    const aside = by(edge) * inwards;
    const length = Math.hypot(edge.to[0] - edge.from[0], edge.to[1] - edge.from[1]);
    return { from: pointOn(edge, 0, aside), to: pointOn(edge, length, aside) };
  });
  return moved.map((edge, at) => meeting(edge, moved[(at + 1) % moved.length] ?? edge));
}
