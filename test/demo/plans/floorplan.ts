import type { Outline, Point } from "../../../schema/values/geometry.ts";
import type { Drawing } from "../../../schema/catalogue/drawing.ts";
import { HOMES } from "../layouts/all.ts";
import { rectangle } from "../layouts/home.ts";
import type { Palette } from "../drawing/palette.ts";
import { definePlan, wallPath } from "./planDrawing.ts";
import { element, group, metres, path, sheet } from "../drawing/svg.ts";
import type { Slot, Tower, TowerFloor } from "../towers.ts";

export const PIXELS_PER_METRE = 28;
const FRAME = { left: -4, top: -9, width: 38, height: 38 } as const;
const PEN_METRES = 0.032;
export const PLAN_SIZE: readonly [number, number] = [
  FRAME.width * PIXELS_PER_METRE,
  FRAME.height * PIXELS_PER_METRE,
];
/** The lagoon, at the top, lies north-west. */
export const PLAN_NORTH_DEGREES = 45;

const SOUTH = 19.8;
const CORE = { left: 10.5, right: 19.9, top: 5.4, bottom: 9.6 } as const;

/** From a home's drawing to the floor's metres. */
function place({ at, turn, home }: Slot, [x, y]: Point): Point {
  const { origin } = HOMES[home];
  const [dx, dy] = [x - origin[0], y - origin[1]];
  const turned: Readonly<Record<Slot["turn"], Point>> = {
    0: [dx, dy],
    90: [-dy, dx],
    180: [-dx, -dy],
    270: [dy, -dx],
  };
  return [at[0] + turned[turn][0], at[1] + turned[turn][1]];
}

const toPixels = ([x, y]: Point): Point => [
  Math.round((x - FRAME.left) * PIXELS_PER_METRE * 10) / 10,
  Math.round((y - FRAME.top) * PIXELS_PER_METRE * 10) / 10,
];

/** A home's walls on the floor's picture, in pixels. */
export const outlineOf = (slot: Slot): Outline =>
  HOMES[slot.home].body.map((point) => toPixels(place(slot, point)));

function useOf(slot: Slot): string {
  const { origin } = HOMES[slot.home];
  const turn = slot.turn === 0 ? "" : ` rotate(${slot.turn})`;
  return element("use", {
    href: `#h-${slot.home}`,
    transform: `translate(${metres(slot.at[0])} ${metres(slot.at[1])})${turn} translate(${metres(-origin[0])} ${metres(-origin[1])})`,
  });
}

type Wall = Drawing["walls"][number];
const wall = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  kind: Wall["kind"] = "outer",
): Wall => ({
  kind,
  from: [x1, y1],
  to: [x2, y2],
});

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${metres(x1)} ${metres(y1)}L${metres(x2)} ${metres(y2)}`;
const shape = (outline: Outline): string =>
  `M${outline.map(([x, y]) => `${metres(x)} ${metres(y)}`).join("L")}z`;

function stairs(): string {
  const treads = Array.from({ length: 12 }, (_, at) => {
    const y = CORE.top + 0.9 + at * 0.22;
    return line(CORE.left + 0.15, y, CORE.left + 2.35, y);
  });
  const middle = CORE.left + 1.25;
  return `${treads.join("")}${line(middle - 0.05, CORE.top + 0.9, middle - 0.05, CORE.bottom - 0.9)}${line(middle + 0.05, CORE.top + 0.9, middle + 0.05, CORE.bottom - 0.9)}`;
}

function lifts(): string {
  const cabs = [13.05, 17.55].flatMap((x) =>
    [CORE.top + 0.25, CORE.top + 2.25].map((y) => {
      const [left, right] = [x + 0.2, x + 1.8];
      return (
        shape(rectangle(left, y, right, y + 1.6)) +
        line(left, y, right, y + 1.6) +
        line(right, y, left, y + 1.6)
      );
    }),
  );
  return cabs.join("");
}

/** Lifts, stairs and risers, and the hall between them that joins both corridors. */
function core(palette: Palette): string {
  const { left, right, top, bottom } = CORE;
  const walls = [
    wall(left, top, 15.1, top),
    wall(left, bottom, 15.1, bottom),
    wall(left, top, left, bottom),
    wall(13, top, 13, bottom),
    wall(15.1, top, 15.1, bottom),
    wall(17.5, top, 17.5, bottom),
    wall(17.5, top, right, top),
    wall(17.5, bottom, right, bottom),
    wall(right, top, right, bottom),
    wall(13, 7.5, 15.1, 7.5, "inner"),
    wall(17.5, 7.5, right, 7.5, "inner"),
  ];
  const openings = [
    [15.1, 5.95],
    [15.1, 7.95],
    [17.5, 5.95],
    [17.5, 7.95],
  ] as const;
  const doors = openings.map(([x, y]) => shape(rectangle(x - 0.16, y, x + 0.16, y + 1.1)));
  const stairDoor = shape(rectangle(11.2, top - 0.16, 12.2, top + 0.16));
  const pen = { stroke: palette.furniture, "stroke-width": PEN_METRES };
  return [
    path(stairs() + lifts(), pen),
    path(wallPath(walls), { fill: palette.poche }),
    path(doors.join("") + stairDoor, { fill: palette.recess }),
    path(openings.map(([x, y]) => line(x, y, x, y + 1.1)).join(""), {
      stroke: palette.ink,
      "stroke-width": PEN_METRES * 1.5,
    }),
  ].join("");
}

function corridorOutlines(right: number): readonly Outline[] {
  return [
    rectangle(8.7, 3.4, 19.9, CORE.top),
    rectangle(8.7, 3.4, CORE.left, 20.9),
    rectangle(8.7, CORE.bottom, right, 11.4),
    rectangle(CORE.left, CORE.top, CORE.right, CORE.bottom),
  ];
}

function corridorWalls(right: number, garden: boolean): readonly Wall[] {
  return [
    wall(8.7, 20.9, CORE.left, 20.9),
    wall(CORE.left, garden ? SOUTH : 11.4, CORE.left, 20.9),
    wall(right, CORE.bottom, right, 11.4),
    wall(CORE.right, CORE.bottom, right, CORE.bottom),
    ...(garden ? [] : [wall(CORE.left, 11.4, right, 11.4), wall(8.7, 14, 8.7, 20.9)]),
  ];
}

/** Daylight at the corridors' ends. */
function corridorWindows(right: number, palette: Palette): string {
  const ends = [
    [right - 0.15, 9.85, right + 0.15, 11.15],
    [8.95, 20.75, 10.25, 21.05],
  ] as const;
  const pen = { "stroke-width": PEN_METRES };
  const gaps = ends.map(([x1, y1, x2, y2]) => shape(rectangle(x1, y1, x2, y2)));
  const [east, south] = ends;
  const glass =
    line(right - 0.05, east[1], right - 0.05, east[3]) +
    line(right + 0.05, east[1], right + 0.05, east[3]) +
    line(south[0], 20.85, south[2], 20.85) +
    line(south[0], 20.95, south[2], 20.95);
  return [
    path(gaps.join(""), { fill: palette.paper, stroke: palette.ink, ...pen }),
    path(glass, { stroke: palette.glass, ...pen }),
  ].join("");
}

/** Boards, planters and a pool where the floor below has its roof. */
function roof(outline: Outline, palette: Palette): string {
  const [[left, top], , [right, bottom]] = outline as [Point, Point, Point];
  const boards: string[] = [];
  for (let x = left + 0.4; x < right; x += 0.4) boards.push(line(x, top, x, bottom));
  const planters = [
    rectangle(left + 0.5, top + 0.5, left + 1.4, bottom - 0.5),
    rectangle(right - 1.4, top + 0.5, right - 0.5, bottom - 0.5),
  ];
  return [
    path(boards.join(""), { stroke: palette.line, "stroke-width": PEN_METRES }),
    path(shape(outline), { stroke: palette.ink, "stroke-width": PEN_METRES * 1.4 }),
    path(planters.map(shape).join(""), {
      fill: palette.recess,
      stroke: palette.furniture,
      "stroke-width": PEN_METRES,
    }),
    path(shape(rectangle(left + 3, top + 2, right - 3, bottom - 2)), {
      fill: palette.water,
      "fill-opacity": 0.14,
      stroke: palette.inkSoft,
      "stroke-width": PEN_METRES,
    }),
  ].join("");
}

function roofs(tower: Tower, kind: TowerFloor["kind"]): readonly Outline[] {
  const right = Math.max(
    ...tower
      .slots("typical")
      .filter(({ turn }) => turn === 180)
      .map(({ at }) => at[0]),
  );
  const garden = rectangle(CORE.left, 11.55, right, SOUTH);
  if (kind === "upper") return [garden];
  if (kind === "penthouse") return [garden, rectangle(20.05, -5, 29.6, 9.45)];
  return [];
}

/** One floor of a tower as a picture, without words. */
export function drawFloor(tower: Tower, kind: TowerFloor["kind"], palette: Palette): string {
  const slots = tower.slots(kind);
  const homes = [...new Set(slots.map(({ home }) => home))];
  const garden = slots.filter(({ turn }) => turn === 180);
  const right = garden.length === 0 ? 20.5 : Math.max(...garden.map(({ at }) => at[0]));
  const scale = `scale(${PIXELS_PER_METRE}) translate(${-FRAME.left} ${-FRAME.top})`;
  const walls = [
    ...corridorWalls(right, garden.length > 0),
    ...(kind === "penthouse" ? [wall(CORE.right, 3.4, CORE.right, CORE.top)] : []),
  ];
  return sheet(PLAN_SIZE, [
    element(
      "defs",
      {},
      homes.map((home) => definePlan(`h-${home}`, HOMES[home].drawing, palette, PEN_METRES)),
    ),
    group({ transform: scale }, [
      ...roofs(tower, kind).map((outline) => roof(outline, palette)),
      path(corridorOutlines(right).map(shape).join(""), { fill: palette.recess }),
      path(wallPath(walls), { fill: palette.poche }),
      corridorWindows(right, palette),
      ...slots.map(useOf),
      core(palette),
    ]),
  ]);
}
