type Size = readonly [width: number, height: number];

/** Ratios that differ by less than this count as equal: sizes are rounded to pixels. */
const TOLERANCE = 0.01;

/** Whether two sizes have the same aspect ratio. */
export const hasSameShape = (one: Size, other: Size): boolean =>
  Math.abs((one[0] * other[1]) / (one[1] * other[0]) - 1) < TOLERANCE;
