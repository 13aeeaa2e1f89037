import * as Y from "yjs";

/** The document's size at a moment; after thinning, the maximum until the next point. */
export interface GrowthPoint {
  readonly atMs: number;
  readonly bytes: number;
  readonly structs: number;
  readonly tombstones: number;
  readonly pending: number;
}

export const MAX_POINTS = 600;

/** The larger of both figures each, so that short peaks survive thinning. */
const most = (one: GrowthPoint, other: GrowthPoint): GrowthPoint => ({
  atMs: one.atMs,
  bytes: Math.max(one.bytes, other.bytes),
  structs: Math.max(one.structs, other.structs),
  tombstones: Math.max(one.tombstones, other.tombstones),
  pending: Math.max(one.pending, other.pending),
});

/** The document's size over time. Beyond the limit, points are merged in pairs, so that hours still fit. */
export class Growth {
  #points: GrowthPoint[] = [];
  #periodMs = 0;
  #measured = 0;

  get points(): readonly GrowthPoint[] {
    return this.#points;
  }

  /** Number of measurements. */
  get measured(): number {
    return this.#measured;
  }

  /** The newest point is never merged. */
  add(point: GrowthPoint): void {
    this.#measured += 1;
    const last = this.#points.at(-1);
    const before = this.#points.at(-2);
    if (last !== undefined && before !== undefined && last.atMs - before.atMs < this.#periodMs) {
      this.#points.splice(-2, 2, most(before, last));
    }
    this.#points.push(point);
    if (this.#points.length > MAX_POINTS) this.#thin(point);
  }

  #thin(newest: GrowthPoint): void {
    const pairs = this.#points.slice(0, -1);
    this.#points = pairs.flatMap((point, position) =>
      position % 2 === 0 ? [most(point, pairs[position + 1] ?? point)] : [],
    );
    this.#points.push(newest);
    const [first] = this.#points;
    if (first !== undefined) this.#periodMs = (newest.atMs - first.atMs) / (MAX_POINTS / 2);
  }
}

/** For documents without server reports. */
export function measureGrowth(doc: Y.Doc, nowMs: number): GrowthPoint {
  let structs = 0;
  let tombstones = 0;
  for (const pieces of doc.store.clients.values()) {
    structs += pieces.length;
    for (const piece of pieces) if (piece.deleted) tombstones += 1;
  }
  const bytes = Y.encodeStateAsUpdate(doc).byteLength;
  const pending = doc.store.pendingStructs?.missing.size ?? 0;
  return { atMs: nowMs, bytes, structs, tombstones, pending };
}
