import type { Unit } from "../../../../../schema/catalogue/catalogue.ts";
import { standsOnGround } from "../../../../../schema/values/unitKinds.ts";
import type { Range } from "../../../../../schema/presentation/filters.ts";
import { extentOf, type Extent } from "./histogram.ts";

export const RANGE_NAMES = ["price", "area", "floor"] as const;
export type RangeName = (typeof RANGE_NAMES)[number];

/** A range filter's track: rounded ends around all values, and the step of its handles. */
export interface Track extends Extent {
  readonly step: number;
  /** Whether a few homes lie beyond the track's end, which then means "and more". */
  readonly isOpen: boolean;
}

/** The track ends at this quantile, so that a few outliers do not take most of it. */
const TYPICAL = 0.97;
const FAR = 1.25;

export const valuesOf = (units: readonly Unit[], name: RangeName): readonly number[] =>
  units.flatMap((unit) => (name === "floor" && standsOnGround(unit) ? [] : (unit[name] ?? [])));

/** 1, 2 or 5 times a power of ten: about a hundredth of the span. */
function niceStep(span: number): number {
  const rough = span / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** `undefined` without values, or if all are equal. */
export function trackOf(values: readonly number[], name: RangeName): Track | undefined {
  const extent = extentOf(values);
  if (extent === undefined) return undefined;
  if (name === "floor") return { ...extent, step: 1, isOpen: false };
  const sorted = values.toSorted((a, b) => a - b);
  const typical = sorted[Math.floor((sorted.length - 1) * TYPICAL)] ?? extent.max;
  const isOpen = typical > extent.min && extent.max > typical * FAR;
  const end = isOpen ? typical : extent.max;
  const step = Math.max(1, niceStep(end - extent.min));
  return {
    min: Math.floor(extent.min / step) * step,
    max: Math.ceil(end / step) * step,
    step,
    isOpen,
  };
}

/** The handles' positions. */
export function handlesOf(range: Range | undefined, track: Extent): readonly [number, number] {
  const clamp = (value: number) => Math.min(track.max, Math.max(track.min, value));
  return [clamp(range?.min ?? track.min), clamp(range?.max ?? track.max)];
}

/** The range of two handles: a handle at its end does not filter; `undefined` if neither does. */
export function rangeOf([low, high]: readonly number[], track: Extent): Range | undefined {
  const min = low === undefined || low <= track.min ? undefined : low;
  const max = high === undefined || high >= track.max ? undefined : high;
  if (min === undefined && max === undefined) return undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** The range after one end was typed: never reversed, and without a filter if the figure is the track's own end. */
export function typedRange(
  range: Range | undefined,
  at: 0 | 1,
  value: number,
  track: Track,
): Range | undefined {
  const [low, high] = [range?.min ?? track.min, range?.max ?? Infinity];
  const min = at === 0 ? Math.min(value, high) : low;
  const max = at === 1 ? Math.max(value, low) : high;
  const ends = {
    ...(min <= track.min ? {} : { min }),
    ...(max === Infinity || max === track.max ? {} : { max }),
  };
  return "min" in ends || "max" in ends ? ends : undefined;
}
