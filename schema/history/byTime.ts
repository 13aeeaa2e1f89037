/**
 * Index of the last entry that is not later than `at`; -1 before the first. `entries` are in order of time.
 */
export function lastIndexAt(entries: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && entry.at <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
