import * as Y from "yjs";

/** The document's size at a moment; after thinning, the most there was until the next one. */
export interface GrowthPoint {
  readonly atMs: number;
  readonly bytes: number;
  readonly structs: number;
  readonly tombstones: number;
  readonly pending: number;
}

export const MAX_POINTS = 600;

/** Of both the larger figures, so that a short peak is not lost among thousands of points. */
const most = (one: GrowthPoint, other: GrowthPoint): GrowthPoint => ({
  atMs: one.atMs,
  bytes: Math.max(one.bytes, other.bytes),
  structs: Math.max(one.structs, other.structs),
  tombstones: Math.max(one.tombstones, other.tombstones),
  pending: Math.max(one.pending, other.pending),
});

/** How a document grows. When there are too many points two become one, so that hours still fit. */
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

  /** The newest point always stands as it is. */
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

/** For documents without reports of a server. */
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
