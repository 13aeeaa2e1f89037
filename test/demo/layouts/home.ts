import type { Outline, Point } from "../../../schema/values/geometry.ts";
import type { Drawing, Furniture, Room } from "../../../schema/catalogue/drawing.ts";
import { areaOf, netArea } from "../plans/geometry.ts";
import { ROOMS, type RoomName } from "../words.ts";

type Line = readonly [x1: number, y1: number, x2: number, y2: number];

/**
 * A home as it is sketched: metres on walls' centre lines, the body's top left corner at 0, 0, what lies in front of
 * the façade above 0.
 */
export interface Sketch {
  readonly id: string;
  readonly name: string;
  readonly bedrooms: number;
  readonly bathrooms: number;
  readonly body: Outline;
  readonly rooms: readonly RoomSketch[];
  readonly inner: readonly Line[];
  readonly windows: readonly Line[];
  readonly doors: readonly Drawing["doors"][number][];
  readonly furniture: readonly Furniture[];
}

interface RoomSketch {
  readonly id: string;
  readonly called: RoomName;
  readonly kind: Room["kind"];
  readonly outline: Outline;
}

export interface Home {
  readonly id: string;
  readonly name: string;
  readonly bedrooms: number;
  readonly bathrooms: number;
  /** m², inside, to the centre lines of the walls. */
  readonly area: number;
  /** m². */
  readonly terrace: number;
  readonly drawing: Drawing;
  /** The body's centre lines in the drawing's metres. */
  readonly body: Outline;
  /** Where the sketch's 0, 0 lies in the drawing. */
  readonly origin: Point;
}

export const rectangle = (x1: number, y1: number, x2: number, y2: number): Outline => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];

const WET: ReadonlySet<RoomName> = new Set(["bath", "ensuite", "shower", "guestWc", "laundry"]);

export const room = (id: string, called: RoomName, outline: Outline): RoomSketch => ({
  id,
  called,
  kind:
    called === "terrace" || called === "roofTerrace" ? "terrace" : WET.has(called) ? "wet" : "room",
  outline,
});

/** `[hinge x, hinge y, latch x, latch y]`; the leaf swings to the given side seen from hinge to latch. */
export const door = (
  [hx, hy, lx, ly]: Line,
  swing: "left" | "right",
  entrance = false,
): Drawing["doors"][number] => ({
  hinge: [hx, hy],
  latch: [lx, ly],
  swing,
  ...(entrance ? { entrance } : {}),
});

/** A thing whose box, turned, has its top left corner at x, y. Its back is at the top, right, bottom, left. */
export function put(
  kind: Furniture["kind"],
  x: number,
  y: number,
  size: readonly [number, number],
  back: "top" | "right" | "bottom" | "left" = "top",
): Furniture {
  const turn = ({ top: 0, right: 90, bottom: 180, left: 270 } as const)[back];
  const upright = turn === 90 || turn === 270;
  const aside = upright ? (size[1] - size[0]) / 2 : 0;
  return { kind, at: [x + aside, y - aside], size, ...(turn === 0 ? {} : { turn }) };
}

const closed = (outline: Outline): readonly Line[] =>
  outline.map(([x, y], at) => {
    const [nextX, nextY] = outline[(at + 1) % outline.length] ?? [x, y];
    return [x, y, nextX, nextY];
  });

const tidy = (value: number): number => Math.round(value * 1000) / 1000;

/** Turns a sketch into what the stage draws: shifted to its bounding box, with net areas. */
export function home(sketch: Sketch): Home {
  const points = [...sketch.body, ...sketch.rooms.flatMap(({ outline }) => outline)];
  const half = 0.15;
  const faces: readonly Point[] = sketch.body.flatMap(([x, y]): Point[] => [
    [x - half, y - half],
    [x + half, y + half],
  ]);
  const xs = [...points, ...faces].map(([x]) => x);
  const ys = [...points, ...faces].map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const move = ([x, y]: Point): Point => [tidy(x - left), tidy(y - top)];
  const segment = ([x1, y1, x2, y2]: Line) => ({ from: move([x1, y1]), to: move([x2, y2]) });
  const wall = (kind: "outer" | "inner", [x1, y1, x2, y2]: Line) => ({
    kind,
    from: move([x1, y1]),
    to: move([x2, y2]),
  });
  const walls = [
    ...closed(sketch.body).map((line) => wall("outer", line)),
    ...sketch.inner.map((line) => wall("inner", line)),
  ];
  const rooms = sketch.rooms.map(({ id, called, kind, outline }): Room => {
    const moved = outline.map(move);
    return { id, ...ROOMS[called], kind, outline: moved, area: tidyArea(netArea(moved, walls)) };
  });
  const sum = (terrace: boolean) =>
    sketch.rooms
      .filter(({ kind }) => (kind === "terrace") === terrace)
      .reduce((total, { outline }) => total + areaOf(outline), 0);
  return {
    id: sketch.id,
    name: sketch.name,
    bedrooms: sketch.bedrooms,
    bathrooms: sketch.bathrooms,
    area: Math.round(sum(false)),
    terrace: Math.round(sum(true)),
    body: sketch.body.map(move),
    origin: move([0, 0]),
    drawing: {
      size: [tidy(Math.max(...xs) - left), tidy(Math.max(...ys) - top)],
      rooms,
      walls,
      windows: sketch.windows.map(segment),
      doors: sketch.doors.map((each) => ({
        ...each,
        hinge: move(each.hinge),
        latch: move(each.latch),
      })),
      furniture: sketch.furniture.map((each) => ({ ...each, at: move(each.at) })),
    },
  };
}

const tidyArea = (area: number): number => Math.round(area * 10) / 10;

/** The same sketch seen in a mirror, `width` metres wide. */
export function mirrored(
  sketch: Sketch,
  width: number,
): Pick<Sketch, "body" | "rooms" | "inner" | "windows" | "doors" | "furniture"> {
  const flip = ([x, y]: Point): Point => [width - x, y];
  const flipLine = ([x1, y1, x2, y2]: Line): Line => [width - x1, y1, width - x2, y2];
  return {
    body: sketch.body.map(flip).toReversed(),
    rooms: sketch.rooms.map((each) => ({ ...each, outline: each.outline.map(flip).toReversed() })),
    inner: sketch.inner.map(flipLine),
    windows: sketch.windows.map(flipLine),
    doors: sketch.doors.map((each) => ({
      ...each,
      hinge: flip(each.hinge),
      latch: flip(each.latch),
      swing: each.swing === "left" ? "right" : "left",
    })),
    furniture: sketch.furniture.map(({ turn, ...each }) => ({
      ...each,
      at: [width - each.at[0] - each.size[0], each.at[1]],
      ...(turn === undefined ? {} : { turn: turn === 90 ? 270 : turn === 270 ? 90 : turn }),
    })),
  };
}
