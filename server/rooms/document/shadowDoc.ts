import * as Y from "yjs";
import { readState } from "../../../schema/document.ts";
import { DocumentMemo, type DocumentProblem } from "../../../schema/documentMemo.ts";
import type { PresentationState } from "../../../schema/presentation.ts";
import type { Result } from "../../../schema/result.ts";

/** Updates kept apart before they are folded into one snapshot; each costs some 250 bytes beside its own. */
const FOLD_AFTER_UPDATES = 4;
/** A document that nobody wrote for so many sweeps, one a second, is bytes until somebody does. */
const REST_AFTER_SWEEPS = 3;

/**
 * The accepted pieces of a document (a snapshot and the updates after it), which are the truth, and the live `Y.Doc` on
 * which updates are tried. The live one is there only while somebody writes: it takes ten times the memory of its bytes,
 * and building it takes about 0.1 ms.
 */
export class ShadowDoc {
  #pieces: Uint8Array[];
  #bytes: number;
  #doc: Y.Doc | undefined;
  /** Of the live document, and gone with it. */
  #known: DocumentMemo | undefined;
  #quietSweeps = 0;

  /** Begins with a whole document, at rest. */
  constructor(snapshot: Uint8Array) {
    this.#pieces = [snapshot];
    this.#bytes = snapshot.byteLength;
  }

  /** The live document. What is done to it holds once it is kept. */
  get doc(): Y.Doc {
    this.#quietSweeps = 0;
    this.#doc ??= buildDoc(this.#pieces);
    return this.#doc;
  }

  /** What the live document says now. */
  read(): Result<PresentationState, DocumentProblem> {
    this.#known ??= new DocumentMemo();
    return readState(this.doc, this.#known);
  }

  /** At least what a snapshot would have. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The live document has taken the update, and it is accepted. */
  keep(update: Uint8Array): void {
    this.#pieces.push(update);
    this.#bytes += update.byteLength;
    if (this.#pieces.length > FOLD_AFTER_UPDATES) this.fold();
  }

  /** Makes one piece of all; `snapshot` is the live document's. */
  fold(snapshot = Y.encodeStateAsUpdate(this.doc)): void {
    this.#pieces = [snapshot];
    this.#bytes = snapshot.byteLength;
  }

  /** Forgets what was done to the live document since it was last kept. */
  revert(): void {
    this.#doc?.destroy();
    this.#doc = undefined;
    this.#known = undefined;
  }

  /** Once a second. */
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

  /** What the state vector misses, as an update. Throws when that is no state vector. */
  missing(stateVector: Uint8Array): Uint8Array {
    const bytes = this.#atRest();
    return bytes ? Y.diffUpdate(bytes, stateVector) : Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  #atRest(): Uint8Array | undefined {
    return this.#doc === undefined && this.#pieces.length === 1 ? this.#pieces[0] : undefined;
  }
}

/** A document of these updates; they need not be all there. */
export function buildDoc(pieces: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const piece of pieces) Y.applyUpdate(doc, piece);
  return doc;
}
