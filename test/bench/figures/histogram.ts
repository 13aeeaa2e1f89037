/** Neighbouring buckets differ by 2 %, less than the figures vary between repetitions. */
const GROWTH = 1.02;
const SMALLEST = 1e-3;
const LOG_GROWTH = Math.log(GROWTH);
/** Up to 1,000 s in ms. */
const BUCKETS = 1050;

/** A histogram sent between processes: pairs of bucket and count. */
export type PackedHistogram = readonly (readonly [bucket: number, count: number])[];

/** Durations in ms with a relative error of 2 %, in constant memory: a load process must not collect garbage. */
export class Histogram {
  readonly #counts = new Float64Array(BUCKETS);
  #total = 0;

  add(durationMs: number): void {
    const above = Math.max(durationMs, SMALLEST) / SMALLEST;
    const bucket = Math.min(BUCKETS - 1, Math.floor(Math.log(above) / LOG_GROWTH));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  get total(): number {
    return this.#total;
  }

  /** `undefined` if empty. */
  percentile(share: number): number | undefined {
    if (this.#total === 0) return undefined;
    const wanted = Math.max(1, Math.ceil(this.#total * share));
    let seen = 0;
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= wanted) return SMALLEST * GROWTH ** (bucket + 0.5);
    }
    return undefined;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }

  pack(): PackedHistogram {
    return [...this.#counts.entries()].filter(([, count]) => count > 0);
  }

  static merge(packed: Iterable<PackedHistogram>): Histogram {
    const merged = new Histogram();
    for (const pairs of packed) {
      for (const [bucket, count] of pairs) {
        merged.#counts[bucket] = (merged.#counts[bucket] ?? 0) + count;
        merged.#total += count;
      }
    }
    return merged;
  }
}
