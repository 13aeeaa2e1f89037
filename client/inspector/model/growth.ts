/** The document's size at a moment. */
export interface GrowthPoint {
  readonly atMs: number;
  readonly bytes: number;
  readonly structs: number;
  readonly tombstones: number;
  readonly pending: number;
}

export const MAX_POINTS = 600;

/** How a document grows. When there are too many points every second one goes, so that hours still fit. */
export class Growth {
  #points: GrowthPoint[] = [];
  #periodMs = 0;
  #measured = 0;

  get points(): readonly GrowthPoint[] {
    return this.#points;
  }

  /** How often it was measured. */
  get measured(): number {
    return this.#measured;
  }

  add(point: GrowthPoint): void {
    this.#measured += 1;
    const beforeLast = this.#points.at(-2);
    // The newest point always stands; the one before it stays only when it is far enough from its own predecessor.
    const last = this.#points.at(-1);
    const close =
      last !== undefined &&
      beforeLast !== undefined &&
      last.atMs - beforeLast.atMs < this.#periodMs;
    if (close) this.#points.pop();
    this.#points.push(point);
    if (this.#points.length <= MAX_POINTS) return;
    this.#points = this.#points.filter((_point, position) => position % 2 === 0);
    const [first] = this.#points;
    if (first !== undefined) this.#periodMs = (point.atMs - first.atMs) / (MAX_POINTS / 2);
  }
}
