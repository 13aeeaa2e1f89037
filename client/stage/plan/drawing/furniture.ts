import type { Furniture } from "../../../../schema/catalogue/drawing.ts";

type Symbol = (width: number, depth: number) => string;

const box = (x: number, y: number, width: number, height: number, corner = 0.02): string => {
  const r = Math.max(0, Math.min(corner, width / 2, height / 2));
  return `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;
};

const oval = (x: number, y: number, rx: number, ry = rx): string =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;

const line = (x1: number, y1: number, x2: number, y2: number): string => `M${x1} ${y1}L${x2} ${y2}`;

const bedWith =
  (pillows: number): Symbol =>
  (w, d) => {
    const gap = 0.08;
    const pillow = (w - gap * (pillows + 1)) / pillows;
    const heads = Array.from({ length: pillows }, (_, at) =>
      box(gap + at * (pillow + gap), 0.09, pillow, 0.34, 0.06),
    );
    return [box(0, 0, w, d, 0.05), ...heads, line(0, 0.58, w, 0.58)].join("");
  };

const sofa: Symbol = (w, d) => {
  const arm = Math.min(0.16, w / 8);
  const back = Math.min(0.22, d / 3);
  const seats = Math.max(1, Math.round((w - 2 * arm) / 0.8));
  const seat = (w - 2 * arm) / seats;
  const joints = Array.from({ length: seats - 1 }, (_, at) =>
    line(arm + seat * (at + 1), back, arm + seat * (at + 1), d),
  );
  return [
    box(0, 0, w, d, 0.1),
    line(arm, back, w - arm, back),
    line(arm, back, arm, d),
    line(w - arm, back, w - arm, d),
    ...joints,
  ].join("");
};

const CHAIR_METRES = 0.44;

/** Chairs along the longer sides, half under the table; the given size is the table's. */
const diningTable: Symbol = (w, d) => {
  const across = w >= d;
  const [long, short] = across ? [w, d] : [d, w];
  const seats = Math.max(1, Math.floor(long / 0.62));
  const pitch = long / seats;
  const reach = 0.3;
  const chairs = Array.from({ length: seats }, (_, at) => {
    const start = pitch * (at + 0.5) - CHAIR_METRES / 2;
    return [-reach - 0.02, short + 0.02].map((aside) =>
      across
        ? box(start, aside, CHAIR_METRES, reach, 0.07)
        : box(aside, start, reach, CHAIR_METRES, 0.07),
    );
  });
  return box(0, 0, w, d) + chairs.flat().join("");
};

const wardrobe: Symbol = (w, d) => {
  const across = w >= d;
  const [long, short] = across ? [w, d] : [d, w];
  const count = Math.max(2, Math.floor(long / 0.22));
  const pitch = long / count;
  const hangers = Array.from({ length: count }, (_, at) => {
    const middle = pitch * (at + 0.5);
    const [a, b] = [middle - 0.05, middle + 0.05];
    return across ? line(a, short * 0.2, b, short * 0.8) : line(short * 0.2, a, short * 0.8, b);
  });
  const rail = across ? line(0, d / 2, w, d / 2) : line(w / 2, 0, w / 2, d);
  return box(0, 0, w, d) + rail + hangers.join("");
};

const hob: Symbol = (w, d) => {
  const r = Math.min(w, d) * 0.14;
  return (
    box(0, 0, w, d) +
    [0.28, 0.72].flatMap((x) => [0.28, 0.72].map((y) => oval(w * x, d * y, r))).join("")
  );
};

const shower: Symbol = (w, d) =>
  box(0, 0, w, d) + line(0, 0, w, d) + line(w, 0, 0, d) + oval(w / 2, d / 2, 0.08);

const plant: Symbol = (w, d) => {
  const [x, y, r] = [w / 2, d / 2, Math.min(w, d) / 2];
  const leaves = Array.from({ length: 6 }, (_, at) => {
    const angle = (at * Math.PI) / 3;
    return line(x, y, x + Math.cos(angle) * r, y + Math.sin(angle) * r);
  });
  return oval(x, y, r) + leaves.join("");
};

const SYMBOLS: Readonly<Record<Furniture["kind"], Symbol>> = {
  bed: bedWith(2),
  "single-bed": bedWith(1),
  sofa,
  armchair: (w, d) => {
    const r = Math.min(w, d) / 2;
    return oval(w / 2, d / 2, r) + oval(w / 2, d / 2 + r * 0.16, r * 0.76);
  },
  "coffee-table": (w, d) => box(0, 0, w, d),
  rug: (w, d) => box(0, 0, w, d, 0),
  "dining-table": diningTable,
  desk: (w, d) =>
    box(0, 0, w, d) + box(w / 2 - CHAIR_METRES / 2, d + 0.02, CHAIR_METRES, 0.34, 0.1),
  wardrobe,
  hob,
  sink: (w, d) => box(0, 0, w, d) + box(w * 0.14, d * 0.14, w * 0.72, d * 0.72, 0.08),
  counter: (w, d) => box(0, 0, w, d, 0),
  fridge: (w, d) => box(0, 0, w, d) + line(0, d * 0.88, w, d * 0.88) + line(0, 0, w, d * 0.88),
  washer: (w, d) => box(0, 0, w, d) + oval(w / 2, d / 2, Math.min(w, d) * 0.34),
  bath: (w, d) =>
    box(0, 0, w, d) +
    box(0.07, 0.07, w - 0.14, d - 0.14, Math.min(w, d) * 0.3) +
    (w >= d ? oval(0.24, d / 2, 0.03) : oval(w / 2, 0.24, 0.03)),
  shower,
  basin: (w, d) => box(0, 0, w, d) + oval(w / 2, d * 0.55, w * 0.34, d * 0.3),
  toilet: (w, d) =>
    box(w * 0.04, 0, w * 0.92, d * 0.28) + oval(w / 2, d * 0.64, w * 0.42, d * 0.36),
  lounger: (w, d) => box(0, 0, w, d, 0.06) + line(0, d * 0.3, w, d * 0.3),
  plant,
};

/** A piece of furniture as an SVG path in metres, top left corner at the origin, backs and heads at the top. */
export const furniturePath = ({ kind, size }: Furniture): string =>
  SYMBOLS[kind](size[0], size[1]).replace(/-?\d+\.\d{4,}/g, (long) =>
    String(Number(Number(long).toFixed(3))),
  );

/** Its position: `at` is the corner before the rotation about the centre. */
export const furnitureTransform = ({ at, size, turn }: Furniture): string =>
  `translate(${at[0]} ${at[1]}) rotate(${turn ?? 0} ${size[0] / 2} ${size[1] / 2})`;
