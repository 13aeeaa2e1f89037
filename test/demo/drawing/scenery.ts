import type { Palette } from "./palette.ts";
import { between, seeded, type Random } from "../random.ts";
import { box, circle, element, fade, path, polyline, rect, stroke } from "./svg.ts";

/** A tree as an architect's stamp: a ring of leaves one sees through, a trunk, a few twigs. */
export function tree(
  x: number,
  groundY: number,
  radius: number,
  palette: Palette,
  pen = 1,
): string {
  const trunk = radius * 1.9;
  const y = groundY - trunk;
  const twigs = [
    stroke(x, y + radius * 0.55, x - radius * 0.36, y + radius * 0.05),
    stroke(x, y + radius * 0.4, x + radius * 0.34, y - radius * 0.12),
    stroke(x, y + radius * 0.1, x - radius * 0.16, y - radius * 0.3),
  ];
  return [
    circle(x, y, radius, { fill: palette.ground, "fill-opacity": 0.72 }),
    circle(x, y, radius, {
      fill: palette.green,
      "fill-opacity": 0.14,
      stroke: palette.ink,
      "stroke-width": pen,
    }),
    path(stroke(x, groundY, x, y - radius * 0.45) + twigs.join(""), {
      stroke: palette.ink,
      "stroke-width": pen * 0.8,
    }),
  ].join("");
}

export function treeRow(
  {
    from,
    to,
    groundY,
    radius,
    count,
    seed,
  }: { from: number; to: number; groundY: number; radius: number; count: number; seed: string },
  palette: Palette,
): string {
  const random = seeded(seed);
  const gap = (to - from) / count;
  return Array.from({ length: count }, (_, at) => {
    const x = from + gap * (at + 0.5) + between(random, -0.28, 0.28) * gap;
    return tree(x, groundY, radius * between(random, 0.78, 1.25), palette, radius / 13);
  }).join("");
}

/** A far town as one thin line of roofs. */
export function skyline(
  width: number,
  baseY: number,
  height: number,
  seed: string,
  palette: Palette,
): string {
  const random = seeded(seed);
  const points: [number, number][] = [[0, baseY - height * 0.3]];
  let x = 0;
  while (x < width) {
    const next = Math.min(width, x + between(random, 0.25, 0.8) * height);
    const y = baseY - between(random, 0.12, 1) * height;
    points.push([x, y], [next, y]);
    x = next;
  }
  const line = polyline(points);
  return [
    path(`${line}V${baseY}H0z`, { fill: palette.recess, "fill-opacity": 0.45 }),
    path(line, { stroke: palette.lineStrong, "stroke-width": 1 }),
  ].join("");
}

/** The water in front: a tint that fades downwards, ripples, and what the towers throw on it. */
export function water(
  {
    width,
    top,
    bottom,
    reflections,
    seed,
    id,
  }: {
    width: number;
    top: number;
    bottom: number;
    reflections: readonly { left: number; right: number; weight: number }[];
    seed: string;
    id: string;
  },
  palette: Palette,
): string {
  const random = seeded(seed);
  const depth = bottom - top;
  const strength = palette.theme === "light" ? 1 : 1.1;
  const rows = 15;
  const layers = Array.from({ length: rows }, (_, row) => {
    const share = row / rows;
    const y = top + depth * (0.06 + 0.86 * share ** 1.12);
    const dashes = reflections.flatMap(({ left, right, weight }) =>
      reflected(random, left, right, y, share * (1.15 - weight)),
    );
    return path(dashes.join(""), {
      stroke: palette.water,
      "stroke-opacity": Math.max(0.06, (0.62 - share * 0.58) * strength),
      "stroke-width": 1.7 - share * 0.7,
    });
  });
  const ripples = Array.from({ length: Math.round(width / 42) }, () => {
    const y = top + depth * between(random, 0.05, 0.98);
    const x = between(random, -20, width);
    return stroke(x, y, x + between(random, 30, 130), y);
  });
  return [
    element(
      "defs",
      {},
      fade(id, palette.water, [
        [0, palette.theme === "light" ? 0.19 : 0.26],
        [0.55, 0.07],
        [1, 0],
      ]),
    ),
    rect(0, top, width, depth, { fill: `url(#${id})` }),
    path(ripples.join(""), { stroke: palette.water, "stroke-opacity": 0.28, "stroke-width": 0.8 }),
    ...layers,
  ].join("");
}

function reflected(
  random: Random,
  left: number,
  right: number,
  y: number,
  loss: number,
): readonly string[] {
  const dashes: string[] = [];
  let x = left + between(random, 0, 26);
  while (x < right) {
    const length = between(random, 0.06, 0.22) * (right - left);
    if (random() > 0.22 + loss * 0.65) dashes.push(stroke(x, y, Math.min(right, x + length), y));
    x += length + between(random, 4, 22);
  }
  return dashes;
}

/** A sailing boat with its hull on the water at x, y. */
export function boat(x: number, y: number, size: number, palette: Palette): string {
  const pen = Math.max(0.8, size / 40);
  return [
    path(
      `M${x - size * 0.42} ${y - size * 0.1}Q${x} ${y + size * 0.1} ${x + size * 0.46} ${y - size * 0.12}z`,
      { fill: palette.paper, stroke: palette.ink, "stroke-width": pen },
    ),
    path(
      `M${x + size * 0.02} ${y - size * 1.25}L${x + size * 0.02} ${y - size * 0.18}L${x - size * 0.38} ${y - size * 0.2}Q${x - size * 0.08} ${y - size * 0.7} ${x + size * 0.02} ${y - size * 1.25}z`,
      { fill: palette.paper, stroke: palette.ink, "stroke-width": pen * 0.8 },
    ),
    path(
      `M${x + size * 0.06} ${y - size * 1.1}Q${x + size * 0.2} ${y - size * 0.5} ${x + size * 0.4} ${y - size * 0.2}L${x + size * 0.06} ${y - size * 0.22}z`,
      { fill: palette.water, "fill-opacity": 0.12, stroke: palette.ink, "stroke-width": pen * 0.8 },
    ),
  ].join("");
}

/** People for scale, as small as they are. */
export function people(
  {
    from,
    to,
    groundY,
    height,
    count,
    seed,
  }: { from: number; to: number; groundY: number; height: number; count: number; seed: string },
  palette: Palette,
): string {
  const random = seeded(seed);
  const figures = Array.from({ length: count }, () => {
    const x = between(random, from, to);
    const tall = height * between(random, 0.85, 1.05);
    const top = groundY - tall;
    return `${box(x - tall * 0.1, top + tall * 0.2, tall * 0.2, tall * 0.45)}${stroke(x - tall * 0.05, groundY - tall * 0.36, x - tall * 0.08, groundY)}${stroke(x + tall * 0.05, groundY - tall * 0.36, x + tall * 0.08, groundY)}M${(x - tall * 0.09).toFixed(1)} ${(top + tall * 0.08).toFixed(1)}a${(tall * 0.09).toFixed(1)} ${(tall * 0.09).toFixed(1)} 0 1 0 ${(tall * 0.18).toFixed(1)} 0a${(tall * 0.09).toFixed(1)} ${(tall * 0.09).toFixed(1)} 0 1 0 ${(-tall * 0.18).toFixed(1)} 0z`;
  });
  return path(figures.join(""), {
    fill: palette.inkSoft,
    stroke: palette.inkSoft,
    "stroke-width": height / 14,
  });
}
