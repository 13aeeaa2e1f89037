import type { Outline, Point } from "../../../schema/values/geometry.ts";

type Value = string | number | undefined;
export type Attributes = Readonly<Record<string, Value>>;

/** A number as a drawing needs it: one decimal of a pixel. */
const px = (value: number): string => String(Math.round(value * 10) / 10 || 0);

/** A number as a drawing in metres needs it. */
export const metres = (value: number): string => String(Math.round(value * 1000) / 1000 || 0);

const written = (value: string | number): string =>
  typeof value === "number" ? metres(value) : value;

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${written(value)}"`]))
    .join("");

export function element(
  name: string,
  attributes: Attributes,
  children?: string | readonly string[],
): string {
  const inside = typeof children === "string" ? children : children?.join("");
  const opening = `<${name}${attributesOf(attributes)}`;
  return inside === undefined || inside === "" ? `${opening}/>` : `${opening}>${inside}</${name}>`;
}

export const group = (attributes: Attributes, children: string | readonly string[]): string =>
  element("g", attributes, children);

/** A whole file, without words, scripts or references to anything outside it. */
export const sheet = (
  [width, height]: readonly [number, number],
  children: readonly string[],
): string =>
  `${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      fill: "none",
      "stroke-linejoin": "miter",
    },
    children.filter((child) => child !== "").join("\n"),
  )}\n`;

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  attributes: Attributes = {},
): string =>
  element("rect", { x: px(x), y: px(y), width: px(width), height: px(height), ...attributes });

export const circle = (x: number, y: number, r: number, attributes: Attributes = {}): string =>
  element("circle", { cx: px(x), cy: px(y), r: px(r), ...attributes });

export const ellipse = (
  x: number,
  y: number,
  rx: number,
  ry: number,
  attributes: Attributes = {},
): string => element("ellipse", { cx: px(x), cy: px(y), rx: px(rx), ry: px(ry), ...attributes });

export const path = (d: string, attributes: Attributes = {}): string =>
  d === "" ? "" : element("path", { d, ...attributes });

/** One straight stroke, to be joined with others into one path. */
export const stroke = (x1: number, y1: number, x2: number, y2: number): string => {
  if (Math.abs(y1 - y2) < 0.05) return `M${px(x1)} ${px(y1)}H${px(x2)}`;
  if (Math.abs(x1 - x2) < 0.05) return `M${px(x1)} ${px(y1)}V${px(y2)}`;
  return `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`;
};

/** A rectangle, to be joined with others into one path. */
export const box = (x: number, y: number, width: number, height: number): string =>
  `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`;

/** Straight lines from point to point. */
export const polyline = (points: readonly Point[]): string =>
  points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${px(x)} ${px(y)}`).join("");

/** A closed outline, written in steps: a drawing of thousands of them stays small. */
export function polygon(points: Outline): string {
  const tenths = points.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)] as const);
  const pairs = tenths.map(([x, y], at) => {
    const [fromX, fromY] = tenths[at - 1] ?? [0, 0];
    return `${(x - fromX) / 10} ${(y - fromY) / 10}`;
  });
  return `M${pairs[0] ?? ""}l${pairs.slice(1).join(" ")}z`.replaceAll(" -", "-");
}

/** A smooth curve through all points (Catmull-Rom as Béziers). */
export function curve(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return "";
  const at = (index: number): Point =>
    points[Math.max(0, Math.min(points.length - 1, index))] ?? first;
  const pieces = points.slice(1).map((to, index) => {
    const [before, from, after] = [at(index - 1), at(index), at(index + 2)];
    const c1 = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6] as const;
    const c2 = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6] as const;
    return `C${px(c1[0])} ${px(c1[1])} ${px(c2[0])} ${px(c2[1])} ${px(to[0])} ${px(to[1])}`;
  });
  return `M${px(first[0])} ${px(first[1])}${pieces.join("")}`;
}

/** Thin diagonals as a fill, `url(#id)`. */
export const hatch = (
  id: string,
  {
    step,
    width,
    colour,
    angle = 45,
  }: { step: number; width: number; colour: string; angle?: number },
): string =>
  element(
    "pattern",
    {
      id,
      width: step,
      height: step,
      patternUnits: "userSpaceOnUse",
      patternTransform: `rotate(${angle})`,
    },
    element("path", { d: `M0 0V${step}`, stroke: colour, "stroke-width": width * 2 }),
  );

/** A fade from top to bottom as a fill, `url(#id)`. */
export const fade = (
  id: string,
  colour: string,
  stops: readonly (readonly [offset: number, opacity: number])[],
): string =>
  element(
    "linearGradient",
    { id, x1: 0, y1: 0, x2: 0, y2: 1 },
    stops.map(([offset, opacity]) =>
      element("stop", { offset, "stop-color": colour, "stop-opacity": opacity }),
    ),
  );
