import type { Outline, Point } from "../../../schema/values/geometry.ts";
import type { Drawing } from "../../../schema/catalogue/drawing.ts";
import { drawFurniture } from "./furniture.ts";
import { boxOf, WALL_METRES, wallBox } from "./geometry.ts";
import type { Palette } from "../drawing/palette.ts";
import { element, group, metres, path } from "../drawing/svg.ts";

const shape = (outline: Outline): string =>
  `M${outline.map(([x, y]) => `${metres(x)} ${metres(y)}`).join("L")}z`;

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${metres(x1)} ${metres(y1)}L${metres(x2)} ${metres(y2)}`;

function boards(outline: Outline): string {
  const { left, top, right, bottom } = boxOf(outline);
  const across = right - left >= bottom - top;
  const [start, end] = across ? [left, right] : [top, bottom];
  const count = Math.floor((end - start) / 0.3);
  return Array.from({ length: count - 1 }, (_, at) => {
    const middle = start + ((end - start) * (at + 1)) / count;
    return across ? line(middle, top, middle, bottom) : line(left, middle, right, middle);
  }).join("");
}

/** What an opening takes out of its wall. */
function gap(from: Point, to: Point, thickness: number): Outline {
  const half = thickness / 2 + 0.005;
  const { left, top, right, bottom } = boxOf([from, to]);
  const level = right - left > bottom - top;
  return level
    ? [
        [left, top - half],
        [right, top - half],
        [right, top + half],
        [left, top + half],
      ]
    : [
        [left - half, top],
        [left + half, top],
        [left + half, bottom],
        [left - half, bottom],
      ];
}

function thicknessAt([x, y]: Point, drawing: Drawing): number {
  const wall = drawing.walls.find((each) => {
    const box = wallBox(each);
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  });
  return WALL_METRES[wall?.kind ?? "inner"];
}

const middleOf = (from: Point, to: Point): Point => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];

function windowLines({ from, to }: Drawing["windows"][number], thickness: number) {
  const level = from[1] === to[1];
  const at = (aside: number): string =>
    level
      ? line(from[0], from[1] + aside, to[0], to[1] + aside)
      : line(from[0] + aside, from[1], to[0] + aside, to[1]);
  const face = thickness / 2 - 0.02;
  return { faces: at(-face) + at(face), glass: at(-0.05) + at(0.05) };
}

function doorLines({ hinge, latch, swing }: Drawing["doors"][number]) {
  const [dx, dy] = [latch[0] - hinge[0], latch[1] - hinge[1]];
  const tip: Point =
    swing === "left" ? [hinge[0] + dy, hinge[1] - dx] : [hinge[0] - dy, hinge[1] + dx];
  const radius = metres(Math.hypot(dx, dy));
  return {
    leaf: line(hinge[0], hinge[1], tip[0], tip[1]),
    arc: `M${metres(tip[0])} ${metres(tip[1])}A${radius} ${radius} 0 0 ${swing === "left" ? 1 : 0} ${metres(latch[0])} ${metres(latch[1])}`,
  };
}

/** Walls as one path of rectangles, square at their corners. */
export const wallPath = (walls: Drawing["walls"]): string =>
  walls
    .map((wall) => {
      const { left, top, right, bottom } = wallBox(wall);
      const overlap = wall.kind === "inner" ? 0.065 : 0;
      const level = wall.from[1] === wall.to[1];
      const [x, y] = [level ? overlap : 0, level ? 0 : overlap];
      return shape([
        [left + x, top + y],
        [right - x, top + y],
        [right - x, bottom - y],
        [left + x, bottom - y],
      ]);
    })
    .join("");

/** A home's plan in metres, without words. `penMetres` is what the thinnest line measures on the ground. */
function drawPlan(drawing: Drawing, palette: Palette, penMetres: number): string {
  const floors = drawing.rooms.filter(({ kind }) => kind !== "terrace");
  const terraces = drawing.rooms.filter(({ kind }) => kind === "terrace");
  const openings = [
    ...drawing.windows,
    ...drawing.doors.map(({ hinge, latch }) => ({ from: hinge, to: latch })),
  ].map(({ from, to }) => shape(gap(from, to, thicknessAt(middleOf(from, to), drawing))));
  const windows = drawing.windows.map((each) =>
    windowLines(each, thicknessAt(middleOf(each.from, each.to), drawing)),
  );
  const doors = drawing.doors.map(doorLines);
  const pen = { "stroke-width": penMetres };
  return [
    path(floors.map(({ outline }) => shape(outline)).join(""), { fill: palette.paper }),
    path(terraces.map(({ outline }) => boards(outline)).join(""), {
      stroke: palette.lineStrong,
      "stroke-width": penMetres * 0.8,
    }),
    path(terraces.map(({ outline }) => shape(outline)).join(""), {
      stroke: palette.ink,
      "stroke-width": penMetres * 1.4,
    }),
    group({ stroke: palette.furniture, ...pen }, drawing.furniture.map(drawFurniture)),
    path(wallPath(drawing.walls), { fill: palette.poche }),
    path(openings.join(""), { fill: palette.paper }),
    path(windows.map(({ faces }) => faces).join(""), { stroke: palette.ink, ...pen }),
    path(windows.map(({ glass }) => glass).join(""), { stroke: palette.glass, ...pen }),
    path(doors.map(({ arc }) => arc).join(""), { stroke: palette.furniture, ...pen }),
    path(doors.map(({ leaf }) => leaf).join(""), {
      stroke: palette.ink,
      "stroke-width": penMetres * 1.5,
    }),
  ].join("");
}

/** The same plan, to be placed many times by its id. */
export const definePlan = (
  id: string,
  drawing: Drawing,
  palette: Palette,
  penMetres: number,
): string => element("g", { id }, drawPlan(drawing, palette, penMetres));
