import type { Furniture } from "../../../schema/catalogue/drawing.ts";
import { element, metres } from "../drawing/svg.ts";

type Symbol = (w: number, d: number) => string;

const slab = (x: number, y: number, w: number, d: number): string =>
  `M${metres(x)} ${metres(y)}h${metres(w)}v${metres(d)}h${metres(-w)}z`;
const ring = (x: number, y: number, rx: number, ry = rx): string =>
  `M${metres(x - rx)} ${metres(y)}a${metres(rx)} ${metres(ry)} 0 1 0 ${metres(2 * rx)} 0a${metres(rx)} ${metres(ry)} 0 1 0 ${metres(-2 * rx)} 0z`;
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${metres(x1)} ${metres(y1)}L${metres(x2)} ${metres(y2)}`;

const bed = (pillows: number): Symbol => {
  return (w, d) => {
    const width = (w - 0.1 * (pillows + 1)) / pillows;
    const heads = Array.from({ length: pillows }, (_, at) =>
      slab(0.1 + at * (width + 0.1), 0.1, width, 0.34),
    );
    return slab(0, 0, w, d) + heads.join("") + line(0, 0.6, w, 0.6);
  };
};

const table: Symbol = (w, d) => {
  const across = w >= d;
  const long = across ? w : d;
  const seats = Math.max(1, Math.floor(long / 0.65));
  const chairs = Array.from({ length: seats }, (_, at) => {
    const start = (long / seats) * (at + 0.5) - 0.2;
    return across
      ? slab(start, -0.3, 0.4, 0.28) + slab(start, d + 0.02, 0.4, 0.28)
      : slab(-0.3, start, 0.28, 0.4) + slab(w + 0.02, start, 0.28, 0.4);
  });
  return slab(0, 0, w, d) + chairs.join("");
};

const wardrobe: Symbol = (w, d) => {
  const across = w >= d;
  const long = across ? w : d;
  const count = Math.max(2, Math.floor(long / 0.26));
  const hangers = Array.from({ length: count }, (_, at) => {
    const middle = (long / count) * (at + 0.5);
    return across
      ? line(middle - 0.05, d * 0.2, middle + 0.05, d * 0.8)
      : line(w * 0.2, middle - 0.05, w * 0.8, middle + 0.05);
  });
  return slab(0, 0, w, d) + hangers.join("");
};

const SYMBOLS: Readonly<Record<Furniture["kind"], Symbol>> = {
  bed: bed(2),
  "single-bed": bed(1),
  sofa: (w, d) => slab(0, 0, w, d) + `M0.14 ${metres(d)}V0.22H${metres(w - 0.14)}V${metres(d)}`,
  armchair: (w, d) => ring(w / 2, d / 2, w / 2) + ring(w / 2, d * 0.56, w * 0.36),
  "coffee-table": (w, d) => slab(0, 0, w, d),
  rug: (w, d) => slab(0, 0, w, d),
  "dining-table": table,
  desk: (w, d) => slab(0, 0, w, d) + slab(w / 2 - 0.2, d + 0.02, 0.4, 0.3),
  wardrobe,
  hob: (w, d) =>
    slab(0, 0, w, d) +
    [0.28, 0.72].flatMap((x) => [0.28, 0.72].map((y) => ring(w * x, d * y, 0.07))).join(""),
  sink: (w, d) => slab(0.04, 0.04, w - 0.08, d - 0.08),
  counter: (w, d) => slab(0, 0, w, d),
  fridge: (w, d) => slab(0, 0, w, d) + line(0, 0, w, d),
  washer: (w, d) => slab(0, 0, w, d) + ring(w / 2, d / 2, 0.2),
  bath: (w, d) => slab(0, 0, w, d) + ring(w / 2, d / 2, w / 2 - 0.09, d / 2 - 0.09),
  shower: (w, d) => slab(0, 0, w, d) + line(0, 0, w, d) + line(w, 0, 0, d),
  basin: (w, d) => slab(0, 0, w, d) + ring(w / 2, d / 2, Math.min(0.26, w * 0.36), d * 0.3),
  toilet: (w, d) => slab(0, 0, w, d * 0.28) + ring(w / 2, d * 0.64, w * 0.42, d * 0.36),
  lounger: (w, d) => slab(0, 0, w, d) + line(0, d * 0.3, w, d * 0.3),
  plant: (w, d) => ring(w / 2, d / 2, w / 2) + line(0, d / 2, w, d / 2) + line(w / 2, 0, w / 2, d),
};

/** A thing's lines in the plan's metres; strokes come from the group it stands in. */
export function drawFurniture({ kind, at, size, turn }: Furniture): string {
  const place = `translate(${metres(at[0])} ${metres(at[1])})`;
  const turned =
    turn === undefined ? "" : ` rotate(${turn} ${metres(size[0] / 2)} ${metres(size[1] / 2)})`;
  return element("path", {
    d: SYMBOLS[kind](size[0], size[1]),
    transform: place + turned,
    ...(kind === "rug" ? { "stroke-dasharray": "0.12 0.1" } : {}),
  });
}
