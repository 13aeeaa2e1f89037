import { useMemo } from "react";
import type { Drawing } from "../../../../schema/catalogue/drawing.ts";
import type { Words } from "../../../ui/text/words.ts";
import { fixed } from "./fixed.ts";
import { boxOf, distanceTo } from "../../geometry.ts";

interface DimensionLinesProps {
  readonly drawing: Drawing;
  readonly metresPerPixel: number;
  readonly words: Words;
}

const GAP_PIXELS = 14;
const TEXT_PIXELS = 10;

/** Lines with ticks and metres above and to the left of the drawing, outside its box. */
export function DimensionLines({ drawing, metresPerPixel, words }: DimensionLinesProps) {
  const { columns, rows } = useMemo(() => dimensionsOf(drawing), [drawing]);
  const gap = GAP_PIXELS * metresPerPixel;
  return (
    <g
      fontSize={TEXT_PIXELS * metresPerPixel}
      fill="var(--ink-3)"
      textAnchor="middle"
      style={{ fontFamily: "var(--font-ui)" }}
    >
      <g transform={`translate(0 ${-gap})`}>
        <Chain places={columns} pixel={metresPerPixel} words={words} />
      </g>
      <g transform={`translate(${-gap} 0) rotate(-90) scale(-1 1)`}>
        <Chain places={rows} pixel={metresPerPixel} words={words} flipped />
      </g>
    </g>
  );
}

interface ChainProps {
  /** Ascending, metres. */
  readonly places: readonly number[];
  /** One pixel in metres. */
  readonly pixel: number;
  readonly words: Words;
  /** Whether the line is mirrored, so that its figures must be turned back. */
  readonly flipped?: boolean;
}

function Chain({ places, pixel, words, flipped = false }: ChainProps) {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return null;
  const tick = 4 * pixel;
  const spans = places.slice(1).map((end, at) => ({ start: places[at] ?? end, end }));
  return (
    <>
      <path
        d={`M${first - tick} 0H${last + tick}${places.map((x) => `M${x - tick} ${tick}L${x + tick} ${-tick}M${x} ${-tick * 1.4}V${tick * 1.4}`).join("")}`}
        stroke="var(--ink-3)"
        strokeWidth={0.9}
        vectorEffect="non-scaling-stroke"
      />
      {spans.map(({ start, end }) => (
        <text
          key={start}
          transform={`translate(${(start + end) / 2} ${-5 * pixel})${flipped ? " scale(-1 1)" : ""}`}
        >
          {fixed(end - start, 2, words.language)}
        </text>
      ))}
    </>
  );
}

/** Positions of the walls that meet the top and the left side: the ticks of the two dimension lines, metres. */
export interface Dimensions {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

const LEAST_METRES = 0.6;

/** Removes ticks without room for a figure between them. */
const spaced = (places: readonly number[]): readonly number[] => {
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.filter(
    (place, at) => at === 0 || place - (sorted[at - 1] ?? place) >= LEAST_METRES,
  );
};

export function dimensionsOf({ walls }: Drawing): Dimensions {
  const outer = walls.filter(({ kind }) => kind === "outer");
  if (outer.length === 0) return { columns: [], rows: [] };
  const bounds = boxOf(outer.flatMap(({ from, to }) => [from, to]));
  const top = { from: [bounds.x, bounds.y], to: [bounds.x + bounds.width, bounds.y] } as const;
  const left = { from: [bounds.x, bounds.y], to: [bounds.x, bounds.y + bounds.height] } as const;
  const upright = walls.filter(({ from, to }) => Math.abs(from[0] - to[0]) < 0.01);
  const level = walls.filter(({ from, to }) => Math.abs(from[1] - to[1]) < 0.01);
  const meets = (wall: Drawing["walls"][number], side: typeof top | typeof left) =>
    Math.min(distanceTo(wall.from, side), distanceTo(wall.to, side)) < 0.2;
  return {
    columns: spaced([
      bounds.x,
      bounds.x + bounds.width,
      ...upright.filter((wall) => meets(wall, top)).map(({ from }) => from[0]),
    ]),
    rows: spaced([
      bounds.y,
      bounds.y + bounds.height,
      ...level.filter((wall) => meets(wall, left)).map(({ from }) => from[1]),
    ]),
  };
}
