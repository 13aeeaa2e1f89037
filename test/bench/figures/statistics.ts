/** The value that `share` (0–1) of the figures do not exceed, by nearest rank; `NaN` of none. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const rank = Math.ceil(sorted.length * share) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? NaN;
}

/** Of an even number the mean of the middle two; `NaN` of none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const upper = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[upper] ?? NaN;
  return ((sorted[upper - 1] ?? NaN) + (sorted[upper] ?? NaN)) / 2;
}

/** A median with the minimum and the maximum. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly count: number;
}

/** `undefined` for no figures, since an unmeasured figure is not zero. */
export function spreadOf(figures: readonly number[]): Spread | undefined {
  if (figures.length === 0) return undefined;
  return {
    median: median(figures),
    lowest: Math.min(...figures),
    highest: Math.max(...figures),
    count: figures.length,
  };
}

/** A figure of one repetition; `value` is absent if invalid. */
export interface Repeated {
  readonly repetition: number;
  readonly value: number | undefined;
}

/**
 * Ours over theirs, each within one repetition, since a slow minute of the machine slows both. Repetitions that lack
 * either are left out.
 */
export function pairedRatios(ours: readonly Repeated[], theirs: readonly Repeated[]): number[] {
  const byRepetition = new Map(theirs.map(({ repetition, value }) => [repetition, value]));
  return ours.flatMap(({ repetition, value }) => {
    const other = byRepetition.get(repetition);
    return value === undefined || other === undefined || other === 0 ? [] : [value / other];
  });
}
