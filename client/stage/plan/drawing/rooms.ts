import type { Outline, Point } from "../../../../schema/values/geometry.ts";
import type { Drawing, Room } from "../../../../schema/catalogue/drawing.ts";
import { contains, edgesOf, locate, pointOn, type Segment } from "../../geometry.ts";
import { inset } from "./inset.ts";
import { wallInset } from "./walls.ts";

const RING_GAP_METRES = 0.04;
const BOARD_METRES = 0.3;

/** The room under a point given as 0–1 of the drawing's width and height. */
export function roomAt(drawing: Drawing, [x, y]: Point): Room | undefined {
  const point: Point = [x * drawing.size[0], y * drawing.size[1]];
  return drawing.rooms.find((room) => contains(room.outline, point));
}

/** The room's floor inside its walls, where its ring is drawn. */
export const clearOutline = (room: Room, drawing: Drawing): Outline =>
  inset(room.outline, (edge) => wallInset(edge, drawing) + RING_GAP_METRES);

/** The joints between a terrace's boards, across its longer side. */
export function boardsOf(outline: Outline): readonly Segment[] {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const across = right - left >= bottom - top;
  const [start, end] = across ? [left, right] : [top, bottom];
  const count = Math.floor((end - start) / BOARD_METRES);
  return Array.from({ length: count }, (_, at) => start + ((end - start) * (at + 1)) / (count + 1))
    .map((at): Segment =>
      across
        ? { from: [at, top - 1], to: [at, bottom + 1] }
        : { from: [left - 1, at], to: [right + 1, at] },
    )
    .flatMap((line) => within(line, outline));
}

/** The parts of a line that lie inside an outline. */
function within(line: Segment, outline: Outline): readonly Segment[] {
  const crossings = edgesOf(outline)
    .flatMap((edge) => {
      const a = locate(edge.from, line);
      const b = locate(edge.to, line);
      if (a.aside > 0 === b.aside > 0) return [];
      return [a.along + ((b.along - a.along) * a.aside) / (a.aside - b.aside)];
    })
    .toSorted((a, b) => a - b);
  return crossings.flatMap((start, at) => {
    const end = crossings[at + 1];
    return at % 2 === 0 && end !== undefined
      ? [{ from: pointOn(line, start, 0), to: pointOn(line, end, 0) }]
      : [];
  });
}
