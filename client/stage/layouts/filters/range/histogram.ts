export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** The least and greatest value; `undefined` unless two values differ. */
export function extentOf(values: readonly number[]): Extent | undefined {
  if (values.length === 0) return undefined;
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  return min < max ? { min, max } : undefined;
}

/** Counts values in `parts` equal parts of the extent; values outside count at the nearest end. */
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
