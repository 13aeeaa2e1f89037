export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** The least and greatest value; `undefined` where there are not two different ones to choose between. */
export function extentOf(values: readonly number[]): Extent | undefined {
  if (values.length === 0) return undefined;
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  return min < max ? { min, max } : undefined;
}

/** How many values fall into each of as many equal parts of the extent; what lies beyond counts at its end. */
export function histogram(
  values: readonly number[],
  { min, max }: Extent,
  parts: number,
): readonly number[] {
  const counts = Array.from({ length: parts }, () => 0);
  for (const value of values) {
    const at = Math.floor(((value - min) / (max - min)) * parts);
    const part = Math.max(0, Math.min(parts - 1, at));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return counts;
}
