import type { Point } from "../../../schema/values/geometry.ts";
import type { Palette } from "../drawing/palette.ts";
import { path, polygon, stroke } from "../drawing/svg.ts";

/** Metres: x to the right of the eye, y above the floor, z away from the eye. */
export type Place = readonly [x: number, y: number, z: number];

const EYE_METRES = 1.6;

/** One vanishing point, as an architect draws a room from its end. */
export interface Camera {
  readonly vanish: Point;
  /** Pixels of a metre that is a metre away. */
  readonly focal: number;
}

export const seen = ({ vanish, focal }: Camera, [x, y, z]: Place): Point => [
  vanish[0] + (x * focal) / z,
  vanish[1] - ((y - EYE_METRES) * focal) / z,
];

export const face = (camera: Camera, ...places: readonly Place[]): string =>
  polygon(places.map((place) => seen(camera, place)));

export function edge(camera: Camera, from: Place, to: Place): string {
  const [a, b] = [seen(camera, from), seen(camera, to)];
  return stroke(a[0], a[1], b[0], b[1]);
}

/** A level rectangle. */
export const level = (
  camera: Camera,
  y: number,
  [x0, x1]: readonly [number, number],
  [z0, z1]: readonly [number, number],
): string => face(camera, [x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]);

export interface Solid {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly z: readonly [number, number];
}

/** A box: its side first, then its top, then its front, as far as the eye sees them. */
export function solid(
  camera: Camera,
  { x, y, z }: Solid,
  palette: Palette,
  options: { readonly wood?: boolean; readonly pen?: number; readonly tint?: number } = {},
): string {
  const sideX = x[0] > 0 ? x[0] : x[1] < 0 ? x[1] : undefined;
  const side =
    sideX === undefined
      ? ""
      : face(
          camera,
          [sideX, y[0], z[0]],
          [sideX, y[0], z[1]],
          [sideX, y[1], z[1]],
          [sideX, y[1], z[0]],
        );
  const capY = y[1] < EYE_METRES ? y[1] : y[0] > EYE_METRES ? y[0] : undefined;
  const cap = capY === undefined ? "" : level(camera, capY, x, z);
  const front = face(
    camera,
    [x[0], y[0], z[0]],
    [x[1], y[0], z[0]],
    [x[1], y[1], z[0]],
    [x[0], y[1], z[0]],
  );
  const wood =
    options.wood === true ? path(front + cap, { fill: palette.timber, "fill-opacity": 0.3 }) : "";
  const pen = { fill: palette.paper, stroke: palette.ink, "stroke-width": options.pen ?? 1.2 };
  return [
    path(side, pen),
    path(side, { fill: palette.water, "fill-opacity": options.tint ?? 0.1 }),
    path(cap, pen),
    path(front, pen),
    wood,
  ].join("");
}

/** A chair at a table, its back away from `towards`. */
export function chair(
  camera: Camera,
  x: number,
  z: number,
  towards: "left" | "right",
  palette: Palette,
): string {
  const back: readonly [number, number] = towards === "left" ? [x + 0.38, x + 0.43] : [x, x + 0.05];
  const legs = [
    [x + 0.03, z],
    [x + 0.4, z],
    [x + 0.03, z + 0.4],
    [x + 0.4, z + 0.4],
  ].map(([legX = 0, legZ = 0]) => edge(camera, [legX, 0, legZ], [legX, 0.43, legZ]));
  return [
    path(legs.join(""), { stroke: palette.ink, "stroke-width": 1.2 }),
    solid(camera, { x: [x, x + 0.43], y: [0.43, 0.48], z: [z, z + 0.43] }, palette, { pen: 1 }),
    solid(camera, { x: back, y: [0.48, 0.88], z: [z, z + 0.43] }, palette, { pen: 1 }),
  ].join("");
}

/** A standing person, a grey shape without a face. */
export function person(
  camera: Camera,
  x: number,
  z: number,
  palette: Palette,
  height = 1.7,
): string {
  const [footX, footY] = seen(camera, [x, 0, z]);
  const [, headY] = seen(camera, [x, height, z]);
  const tall = footY - headY;
  const at = (across: number, up: number): string =>
    `${(footX + across * tall).toFixed(1)} ${(footY - up * tall).toFixed(1)}`;
  const body = `M${at(-0.07, 0)}L${at(-0.075, 0.46)}L${at(-0.12, 0.5)}Q${at(-0.14, 0.8)} ${at(-0.06, 0.84)}L${at(0.06, 0.84)}Q${at(0.14, 0.8)} ${at(0.12, 0.5)}L${at(0.075, 0.46)}L${at(0.08, 0)}L${at(0.02, 0)}L${at(0, 0.42)}L${at(-0.015, 0)}z`;
  const r = (tall * 0.066).toFixed(1);
  const head = `M${at(-0.066, 0.925)}a${r} ${r} 0 1 0 ${(tall * 0.132).toFixed(1)} 0a${r} ${r} 0 1 0 ${(-tall * 0.132).toFixed(1)} 0z`;
  return path(body + head, { fill: palette.inkFaint, "fill-opacity": 0.75 });
}

/** A leafy plant in a pot. */
export function plant(
  camera: Camera,
  x: number,
  z: number,
  height: number,
  palette: Palette,
): string {
  const [footX, footY] = seen(camera, [x, 0, z]);
  const [, topY] = seen(camera, [x, height, z]);
  const tall = footY - topY;
  const n = (value: number): string => value.toFixed(1);
  const root = footY - tall * 0.26;
  const leaves = [-0.42, -0.28, -0.14, 0.02, 0.16, 0.3, 0.44].map((lean, at) => {
    const reach = tall * (0.74 - Math.abs(lean) * 0.5 - (at % 2) * 0.08);
    const [tipX, tipY] = [footX + lean * tall, root - reach];
    return `M${n(footX)} ${n(root)}Q${n(footX + lean * tall * 0.15)} ${n(root - reach * 0.75)} ${n(tipX)} ${n(tipY)}Q${n(footX + lean * tall * 0.75)} ${n(root - reach * 0.4)} ${n(footX)} ${n(root)}z`;
  });
  const pot = `M${n(footX - tall * 0.13)} ${n(root)}H${n(footX + tall * 0.13)}L${n(footX + tall * 0.09)} ${n(footY)}H${n(footX - tall * 0.09)}z`;
  return [
    path(leaves.join(""), {
      fill: palette.green,
      "fill-opacity": 0.32,
      stroke: palette.ink,
      "stroke-width": 0.9,
    }),
    path(pot, { fill: palette.paper, stroke: palette.ink, "stroke-width": 1.2 }),
  ].join("");
}
