import * as Y from "yjs";
import { readState } from "../../../schema/presentation/document.ts";
import { DocumentMemo, type DocumentProblem } from "../../../schema/presentation/documentMemo.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import type { Result } from "../../../schema/values/result.ts";

/** Updates kept apart before they are folded into one snapshot; each costs some 250 bytes beside its own. */
const FOLD_AFTER_UPDATES = 4;
/** Sweeps (one a second) without a write after which the live document is released. */
const REST_AFTER_SWEEPS = 3;

/**
 * The accepted pieces of a document (a snapshot and later updates), which are authoritative, and the live `Y.Doc` on
 * which updates are tried. The live one exists only while the document is written: it takes ten times the memory, and
 * building it takes about 0.1 ms.
 */
export class ShadowDoc {
  #pieces: Uint8Array[];
  #bytes: number;
  #doc: Y.Doc | undefined;
  /** Memo of the live document, dropped with it. */
  #known: DocumentMemo | undefined;
  #quietSweeps = 0;

  /** Begins with a whole document, at rest. */
  constructor(snapshot: Uint8Array) {
    this.#pieces = [snapshot];
    this.#bytes = snapshot.byteLength;
  }

  /** The live document. Changes to it take effect with `keep`. */
  get doc(): Y.Doc {
    this.#quietSweeps = 0;
    this.#doc ??= buildDoc(this.#pieces);
    return this.#doc;
  }

  /** Reads the live document's state. */
  read(): Result<PresentationState, DocumentProblem> {
    this.#known ??= new DocumentMemo();
    return readState(this.doc, this.#known);
  }

  /** Upper bound of a snapshot's size in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Accepts an update that the live document has merged. */
  keep(update: Uint8Array): void {
    this.#pieces.push(update);
    this.#bytes += update.byteLength;
    if (this.#pieces.length > FOLD_AFTER_UPDATES) this.fold();
  }

  /** Replaces all pieces by one; `snapshot` is the live document's. */
  fold(snapshot = Y.encodeStateAsUpdate(this.doc)): void {
    this.#pieces = [snapshot];
    this.#bytes = snapshot.byteLength;
  }

  /** Discards changes to the live document since it was last kept. */
  revert(): void {
    this.#doc?.destroy();
    this.#doc = undefined;
    this.#known = undefined;
  }

  /** Called once a second: releases a live document that is not being written. */
  sweep(): void {
    if (this.#doc === undefined) return;
    this.#quietSweeps += 1;
    if (this.#quietSweeps <= REST_AFTER_SWEEPS) return;
    if (this.#pieces.length > 1) this.fold();
    this.revert();
  }

  /** Whether there is no live document. */
  get isReleased(): boolean {
    return this.#doc === undefined;
  }

  /** The whole document as one update. */
  snapshot(): Uint8Array {
    return this.#atRest() ?? Y.encodeStateAsUpdate(this.doc);
  }

  stateVector(): Uint8Array {
    const bytes = this.#atRest();
    return bytes ? Y.encodeStateVectorFromUpdate(bytes) : Y.encodeStateVector(this.doc);
  }

  /** The changes that the state vector misses, as an update. Throws when it is not a state vector. */
  missing(stateVector: Uint8Array): Uint8Array {
    const bytes = this.#atRest();
    return bytes ? Y.diffUpdate(bytes, stateVector) : Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  #atRest(): Uint8Array | undefined {
    return this.#doc === undefined && this.#pieces.length === 1 ? this.#pieces[0] : undefined;
  }
}

/** Builds a document from updates, some of which may be missing. */
export function buildDoc(pieces: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const piece of pieces) Y.applyUpdate(doc, piece);
  return doc;
}
