import { useMemo } from "react";
import type { Drawing } from "../../../schema/drawing.ts";
import type { Words } from "../../ui/words.ts";
import { dimensionsOf } from "./dimensions.ts";
import { fixed } from "./fixed.ts";

interface DimensionLinesProps {
  readonly drawing: Drawing;
  readonly metresPerPixel: number;
  readonly words: Words;
}

const GAP_PIXELS = 14;
const TEXT_PIXELS = 10;

/** Lines with ticks and metres above and at the left of the drawing, outside its box. */
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
  /** Whether the line lies mirrored, and its figures must be turned back. */
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
