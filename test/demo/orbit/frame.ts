import type { Point } from "../../../schema/values/geometry.ts";
import type { Palette } from "../drawing/palette.ts";
import { circle, element, ellipse, group, path, polygon, sheet } from "../drawing/svg.ts";
import type { Block } from "../masterplan/axonometry.ts";
import { deckOf, FLOOR_METRES, lobbyOf, volumesOf } from "../masterplan/volumes.ts";
import type { Tower } from "../towers.ts";
import { FRAME_SIZE, turntableAt, type Direction, type Turntable } from "./turntable.ts";

const BAY_METRES = 3.6;
/** Where the light comes from. */
const SUN: Direction = [0.8, -0.6];

interface Part {
  readonly block: Block;
  /** `undefined`: a plain wall. */
  readonly floors: number | undefined;
  readonly roof: "plain" | "garden" | "lawn";
}

interface Wall {
  readonly normal: Direction;
  readonly from: readonly [u: number, v: number];
  readonly to: readonly [u: number, v: number];
}

const wallsOf = ({ u, v }: Block): readonly Wall[] => [
  { normal: [0, -1], from: [u[0], v[0]], to: [u[1], v[0]] },
  { normal: [1, 0], from: [u[1], v[0]], to: [u[1], v[1]] },
  { normal: [0, 1], from: [u[1], v[1]], to: [u[0], v[1]] },
  { normal: [-1, 0], from: [u[0], v[1]], to: [u[0], v[0]] },
];

/** One pane with the slab under it, repeated over walls: it is what keeps a frame small. */
const paneOf = (palette: Palette): string =>
  element(
    "pattern",
    { id: "pane", width: BAY_METRES, height: FLOOR_METRES, patternUnits: "userSpaceOnUse" },
    [
      path(`M.5 .5h${BAY_METRES - 1}v2.5h${1 - BAY_METRES}z`, {
        fill: palette.water,
        "fill-opacity": palette.theme === "light" ? 0.24 : 0.4,
      }),
      path(`M0 .08h${BAY_METRES}`, { stroke: palette.ink, "stroke-width": 0.16 }),
      path("M.2 .95h1.9", { stroke: palette.ink, "stroke-width": 0.1 }),
    ],
  );

/** A colour with another one over it. Both are `#rrggbb`. */
function blend(under: string, over: string, opacity: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [below, above] = [under, over].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round((below ?? 0) * (1 - opacity) + (above ?? 0) * opacity);
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function drawWall(part: Part, wall: Wall, table: Turntable, palette: Palette): string {
  const { z } = part.block;
  const [[u0, v0], [u1, v1]] = [wall.from, wall.to];
  const corners = [
    table.project(u0, v0, z[0]),
    table.project(u1, v1, z[0]),
    table.project(u1, v1, z[1]),
    table.project(u0, v0, z[1]),
  ] as const;
  const lit = Math.max(0, wall.normal[0] * SUN[0] + wall.normal[1] * SUN[1]);
  const shade = (palette.theme === "light" ? 0.16 : 0.1) * (1 - lit);
  const wallPath = path(polygon(corners), { fill: blend(palette.paper, palette.water, shade) });
  if (part.floors === undefined) return wallPath;
  const bays = Math.max(1, Math.round(Math.hypot(u1 - u0, v1 - v0) / BAY_METRES));
  const along = bays * BAY_METRES;
  const high = part.floors * FLOOR_METRES;
  const [from, to] = corners;
  const matrix = [
    (to[0] - from[0]) / along,
    (to[1] - from[1]) / along,
    0,
    -table.pixels * table.tall,
    from[0],
    from[1],
  ].map((value) => Math.round(value * 1000) / 1000);
  const panes = path(`M0 0h${along}v${high}h${-along}z`, {
    transform: `matrix(${matrix.join(" ")})`,
    fill: "url(#pane)",
    stroke: "none",
  });
  return wallPath + panes;
}

function drawRoof({ block, roof }: Part, table: Turntable, palette: Palette): string {
  const { u, v, z } = block;
  const level = (by: number): string =>
    polygon(
      (
        [
          [u[0] + by, v[0] + by],
          [u[1] - by, v[0] + by],
          [u[1] - by, v[1] - by],
          [u[0] + by, v[1] - by],
        ] as const
      ).map(([x, y]) => table.project(x, y, z[1])),
    );
  const inner = { stroke: palette.inkFaint, "stroke-width": 0.6 };
  const top = path(level(0), { fill: palette.paper });
  if (roof === "plain") return top;
  return top + path(level(1), { fill: blend(palette.paper, palette.green, 0.26), ...inner });
}

const drawPart = (part: Part, table: Turntable, palette: Palette): string =>
  [
    ...wallsOf(part.block)
      .filter(({ normal }) => table.facing(normal) > 0.001)
      .map((wall) => drawWall(part, wall, table, palette)),
    drawRoof(part, table, palette),
  ].join("");

const TREES = 22;
const GROUND_METRES = 39;

/** Feet of the trees around the tower. */
const treesOf = (table: Turntable) =>
  Array.from({ length: TREES }, (_, at) => {
    const angle = ((at + 0.5 * (at % 3)) / TREES) * 2 * Math.PI;
    const [u, v] = [14.8 + 34 * Math.cos(angle), 10.7 + 34 * Math.sin(angle)];
    return { foot: table.project(u, v, 0), away: table.away(u, v), size: 1.9 + 0.5 * (at % 3) };
  }).toSorted((one, other) => other.away - one.away);

const treeOf = ({ ground, green }: Palette): string =>
  element("g", { id: "tree" }, [
    path("M0 0v-16"),
    circle(0, -16, 10, { fill: blend(ground, green, 0.3) }),
  ]);

const drawTree = ([x, y]: Point, scale: number): string =>
  `<use href="#tree" transform="translate(${Math.round(x)} ${Math.round(y)})scale(${scale.toFixed(1)})"/>`;

/** A tower from one side. `turn` is a share of a revolution; at 0 the lagoon is behind the eye. */
export function drawFrame(tower: Tower, turn: number, palette: Palette): string {
  const table = turntableAt(turn);
  const parts: readonly Part[] = [
    { block: deckOf(0), floors: undefined, roof: "lawn" },
    { block: lobbyOf(0), floors: 1, roof: "plain" },
    ...volumesOf(tower, 0).map(({ block, floors, roof }) => ({ block, floors, roof })),
  ];
  const trees = treesOf(table);
  const draw = (isBehind: boolean): readonly string[] =>
    trees
      .filter(({ away }) => away > 0 === isBehind)
      .map(({ foot, size }) => drawTree(foot, size / 2));
  const [x, y] = table.project(14.8, 10.7, 0);
  const radius = GROUND_METRES * table.pixels;
  const ring = (share: number): readonly [number, number, number, number] => [
    x,
    y,
    radius * share,
    radius * share * table.flat,
  ];
  return sheet(FRAME_SIZE, [
    element("defs", {}, [paneOf(palette), treeOf(palette)]),
    ellipse(...ring(1.06), { fill: palette.glass, "fill-opacity": 0.26 }),
    ellipse(...ring(1), { fill: palette.ground, stroke: palette.lineStrong }),
    group({ stroke: palette.ink, "stroke-width": 0.9 }, [
      ...draw(true),
      ...table.order(parts).map((part) => drawPart(part, table, palette)),
      ...draw(false),
    ]),
  ]);
}
