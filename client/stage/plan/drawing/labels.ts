import type { Outline, Point } from "../../../../schema/values/geometry.ts";
import type { Text } from "../../../../schema/values/text.ts";
import type { Drawing, Furniture, Room } from "../../../../schema/catalogue/drawing.ts";
import { boxOf, contains, overlapArea, type Box } from "../../geometry.ts";
import { clearOutline } from "./rooms.ts";

/** `full`: names and areas; `names`: only the names of larger rooms, for small drawings. */
export type LabelDetail = "full" | "names" | "none";

export interface RoomLabel {
  readonly room: string;
  readonly at: Point;
  /** One or two lines; the second is the area. */
  readonly name: string | undefined;
  readonly area: string | undefined;
}

export interface LabelWords {
  readonly text: (text: Text) => string;
  readonly area: (squareMetres: number) => string;
}

/** m² below which a room shows only its name. */
const SMALL_ROOM = 7;
const LINE = 1.3;
/** The cost of a place where a third of the label lies on furniture. */
const CROWDED = 7;

const NARROW = /[\p{P}\sfijlrtIJ]/u;
const WIDE = /[mwMWжмшщыюфЖМШЩЫЮФД]/u;
const JOINED = /\p{Script=Arabic}/u;

const emOf = (letter: string): number => {
  if (JOINED.test(letter)) return 0.52;
  if (NARROW.test(letter)) return 0.34;
  return WIDE.test(letter) ? 0.88 : 0.61;
};

/** Approximate width of a text in ems. */
const emsOf = (text: string): number => Array.from(text, emOf).reduce((sum, em) => sum + em, 0);

/** How far chairs protrude from their table. */
const REACH: Partial<Record<Furniture["kind"], number>> = { "dining-table": 0.34, desk: 0.36 };

const turnedBox = ({ kind, at, size, turn }: Furniture): Box => {
  const reach = REACH[kind] ?? 0;
  const upright = turn === 90 || turn === 270;
  const [width, height] = upright ? [size[1], size[0]] : size;
  return {
    x: at[0] + (size[0] - width) / 2 - reach,
    y: at[1] + (size[1] - height) / 2 - reach,
    width: width + 2 * reach,
    height: height + 2 * reach,
  };
};

const cornersOf = ({ x, y, width, height }: Box): readonly Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
  [x + width / 2, y],
  [x + width / 2, y + height],
];

interface Place {
  readonly at: Point;
  readonly cost: number;
}

interface PlacedRoom {
  readonly floor: Outline;
  readonly obstacles: readonly Box[];
  readonly points: ReturnType<typeof pointsOf>;
}

const STEPS = 14;

/** Points all over a room, the nearest to its middle first. */
function pointsOf(floor: Outline): readonly { readonly at: Point; readonly away: number }[] {
  const { x, y, width, height } = boxOf(floor);
  const points = Array.from({ length: (STEPS - 1) ** 2 }, (_, n) => {
    const [row, column] = [Math.floor(n / (STEPS - 1)) + 1, (n % (STEPS - 1)) + 1];
    const at: Point = [x + (width * column) / STEPS, y + (height * row) / STEPS];
    return { at, away: Math.hypot(at[0] - (x + width / 2), at[1] - (y + height / 2)) };
  });
  return points.toSorted((one, other) => one.away - other.away);
}

/** The best place for a box of this size: inside the room, clear of furniture, near the middle. */
function placeIn(room: PlacedRoom, width: number, height: number): Place | undefined {
  let best: Place | undefined;
  for (const { at, away } of room.points) {
    if (best !== undefined && away >= best.cost) break;
    const box = { x: at[0] - width / 2, y: at[1] - height / 2, width, height };
    if (!cornersOf(box).every((corner) => contains(room.floor, corner))) continue;
    const covered = room.obstacles.reduce((sum, other) => sum + overlapArea(box, other), 0);
    const cost = (covered / (width * height)) * 20 + away;
    if (best === undefined || cost < best.cost) best = { at, cost };
  }
  return best;
}

function wordings(room: Room, words: LabelWords, detail: LabelDetail) {
  const name = words.text(room.name);
  const short = room.short === undefined ? name : words.text(room.short);
  const area = words.area(room.area);
  const withArea = detail === "full" && room.kind !== "terrace" && room.area >= SMALL_ROOM;
  const all = [
    ...(withArea
      ? [
          { name, area },
          { name: short, area },
        ]
      : []),
    { name, area: undefined },
    { name: short, area: undefined },
    ...(detail === "full" && withArea ? [{ name: undefined, area }] : []),
  ];
  return detail === "names" && (room.area < SMALL_ROOM || room.kind === "terrace") ? [] : all;
}

function labelRoom(
  room: Room,
  placed: PlacedRoom,
  words: LabelWords,
  detail: LabelDetail,
  em: number,
): RoomLabel | undefined {
  let crowded: RoomLabel | undefined;
  // Longer texts are preferred unless only a shorter one avoids furniture.
  for (const { name, area } of wordings(room, words, detail)) {
    const lines = [name, area].filter((line) => line !== undefined);
    const width = Math.max(...lines.map(emsOf)) * em;
    const place = placeIn(placed, width, lines.length * LINE * em);
    if (place === undefined) continue;
    const label = { room: room.id, at: place.at, name, area };
    if (place.cost < CROWDED) return label;
    crowded ??= label;
  }
  return detail === "full" ? crowded : undefined;
}

/** The label of each room and its place: full, short, area only, or nothing. `em` is the text's size in metres. */
export function placeLabels(
  drawing: Drawing,
  words: LabelWords,
  detail: LabelDetail,
  em: number,
): readonly RoomLabel[] {
  if (detail === "none") return [];
  const things = drawing.furniture.filter(({ kind }) => kind !== "rug").map(turnedBox);
  const doors = drawing.doors.map(({ hinge, latch, swing }): Box => {
    const [dx, dy] = [latch[0] - hinge[0], latch[1] - hinge[1]];
    const tip: Point =
      swing === "left" ? [hinge[0] + dy, hinge[1] - dx] : [hinge[0] - dy, hinge[1] + dx];
    return boxOf([hinge, latch, tip]);
  });
  const obstacles = [...things, ...doors];
  return drawing.rooms.flatMap((room) => {
    const floor = clearOutline(room, drawing);
    const placed = { floor, obstacles, points: pointsOf(floor) };
    return labelRoom(room, placed, words, detail, em) ?? [];
  });
}
