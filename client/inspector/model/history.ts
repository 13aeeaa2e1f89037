import * as Y from "yjs";

/** An update with the moment it was applied here. */
interface KeptUpdate {
  readonly atMs: number;
  readonly update: Uint8Array;
}

/** A snapshot of a document and the updates after it. */
export interface Segment {
  readonly atMs: number;
  readonly snapshot: Uint8Array;
  readonly updates: KeptUpdate[];
}

const UPDATES_PER_SEGMENT = 200;
export const MAX_HISTORY_UPDATES = 20_000;
export const MAX_HISTORY_BYTES = 10 * 1024 * 1024;

const bytesOf = ({ snapshot, updates }: Segment): number =>
  updates.reduce((sum, { update }) => sum + update.byteLength, snapshot.byteLength);

/** The history of one document: snapshots and the updates between them, so that any moment can be rebuilt. */
export class History {
  readonly #segments: Segment[];
  #updates = 0;
  #bytes = 0;

  constructor(segments: readonly Segment[] = []) {
    this.#segments = [...segments];
    for (const segment of segments) {
      this.#updates += segment.updates.length;
      this.#bytes += bytesOf(segment);
    }
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }
  get updates(): number {
    return this.#updates;
  }
  get bytes(): number {
    return this.#bytes;
  }
  /** The earliest moment that can be rebuilt. */
  get startMs(): number | undefined {
    return this.#segments[0]?.atMs;
  }

  /** Restarts with a document that did not grow out of the last one. */
  begin(doc: Y.Doc, nowMs: number): void {
    const snapshot = Y.encodeStateAsUpdate(doc);
    this.#segments.push({ atMs: nowMs, snapshot, updates: [] });
    this.#bytes += snapshot.byteLength;
    this.#trim();
  }

  /** `doc` already contains the update. */
  append(update: Uint8Array, doc: Y.Doc, nowMs: number): void {
    const segment = this.#segments.at(-1);
    if (segment === undefined || segment.updates.length >= UPDATES_PER_SEGMENT) {
      this.begin(doc, nowMs);
      return;
    }
    segment.updates.push({ atMs: nowMs, update });
    this.#updates += 1;
    this.#bytes += update.byteLength;
    this.#trim();
  }

  #trim(): void {
    while (
      this.#segments.length > 1 &&
      (this.#updates > MAX_HISTORY_UPDATES || this.#bytes > MAX_HISTORY_BYTES)
    ) {
      const oldest = this.#segments.shift();
      if (oldest === undefined) return;
      this.#updates -= oldest.updates.length;
      this.#bytes -= bytesOf(oldest);
    }
  }

  /** The document at a moment; `undefined` before the earliest one. The caller destroys it. */
  at(momentMs: number): Y.Doc | undefined {
    const segment = this.#segments.findLast(({ atMs }) => atMs <= momentMs);
    if (segment === undefined) return undefined;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, segment.snapshot);
    for (const { atMs, update } of segment.updates) {
      if (atMs > momentMs) break;
      Y.applyUpdate(doc, update);
    }
    return doc;
  }
}
