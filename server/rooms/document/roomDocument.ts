import * as Y from "yjs";
import {
  countEntries,
  readRaw,
  readState,
  replaceState,
} from "../../../schema/presentation/document.ts";
import type { PresentationState, View } from "../../../schema/presentation/presentation.ts";

import { MAX_DOCUMENT_BYTES } from "../../../schema/protocol/protocol.ts";
import {
  cameraTargetExists,
  findUnknownReference,
  keepKnown,
  type KnownNames,
  viewExists,
} from "../../../schema/presentation/references.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import {
  findInvalidEntry,
  UNFIT,
  type DocumentRefusal,
  MISSES_PREDECESSORS,
  readUpdateShape,
  type DocumentSize,
} from "./updatePolicy.ts";
import { encodeStep2 } from "../../protocol/encodeFrames.ts";
import { hasPending, merge, type Merged } from "./merge.ts";
import { documentVersion } from "./documentVersion.ts";
import { buildDoc, ShadowDoc } from "./shadowDoc.ts";

/** Maximum entries, since every write is checked against all of them; no shortlist comes near it. */
const MAX_ENTRIES = 2048;
/** Bytes by which a state vector may be longer than the document's, for writers that only its sender has. */
const MORE_VECTOR_BYTES = 512;

export interface Accepted {
  /**
   * The new part of the update, re-encoded: without content that the update deletes itself and content that was known.
   * `undefined` when there is none.
   */
  readonly news: Uint8Array | undefined;
  /** The Yjs client ids that the update's own pieces name. */
  readonly writers: ReadonlySet<number>;
}

const NOBODY: ReadonlySet<number> = new Set();

/** The empty update of a client with nothing to send: no structs, no deletions. */
const isNothing = (update: Uint8Array): boolean =>
  update.byteLength === 2 && update[0] === 0 && update[1] === 0;

const refuse = (key: string, message: string) => fail<DocumentRefusal>({ key, message });

/** The document of a room: accepts updates that leave a valid presentation of the project, and no others. */
export class RoomDocument {
  readonly #names: () => KnownNames;
  readonly #shadow: ShadowDoc;
  /** `undefined` while the document is at rest: it takes as much memory as the document. */
  #state: PresentationState | undefined;
  /** Other processes' updates have been merged since the state was read. */
  #isStale = false;
  #fullFrame: Uint8Array | undefined;
  #version: string | undefined;
  #problem: DocumentRefusal | undefined;
  /** The update that repaired the document on opening, to be stored like any other. */
  readonly repair: Uint8Array | undefined;

  private constructor(
    names: () => KnownNames,
    snapshot: Uint8Array,
    state: PresentationState,
    repair: Uint8Array | undefined,
  ) {
    this.#names = names;
    this.#shadow = new ShadowDoc(snapshot);
    this.#state = state;
    this.repair = repair;
  }

  /**
   * Opens stored pieces. Entries that name something the project does not have (any more) are removed: a re-imported
   * pack may have lost a home, or hold it back now. Pieces that miss their predecessors are refused (see
   * `chooseComplete`).
   */
  static open(
    pieces: readonly Uint8Array[],
    names: () => KnownNames,
  ): Result<RoomDocument, DocumentRefusal> {
    const doc = buildDoc(pieces);
    try {
      return RoomDocument.#openDoc(doc, names);
    } finally {
      doc.destroy();
    }
  }

  static #openDoc(doc: Y.Doc, names: () => KnownNames): Result<RoomDocument, DocumentRefusal> {
    if (hasPending(doc)) return refuse("", MISSES_PREDECESSORS);
    const state = readState(doc);
    if (!state.ok) return state;
    const known = keepKnown(state.value, names());
    const isClean = findInvalidEntry(readRaw(doc), names()) === undefined;
    const repair = known === state.value && isClean ? undefined : repairDoc(doc, known);
    return succeed(new RoomDocument(names, Y.encodeStateAsUpdate(doc), known, repair));
  }

  /** The last state that could be read. */
  get state(): PresentationState {
    const state = this.#isStale ? undefined : this.#state;
    return state ?? this.#read();
  }

  #read(): PresentationState {
    this.#isStale = false;
    const read = this.#shadow.read();
    this.#problem = read.ok ? undefined : read.problem;
    if (read.ok) this.#state = read.value;
    if (this.#state === undefined) throw new Error("a document was released without a state");
    return this.#state;
  }

  /** Why `state` is older than the document: updates accepted by several processes conflict. */
  get problem(): DocumentRefusal | undefined {
    if (this.#isStale) this.#read();
    return this.#problem;
  }

  /** Hash of the document's content; equal in every process that has merged the same updates. */
  get version(): string {
    this.#version ??= documentVersion(this.#shadow.doc);
    return this.#version;
  }

  /** Whether the project has the target of a pointer or a camera. */
  hasTarget(target: string): boolean {
    return cameraTargetExists(target, this.#names());
  }

  /** Whether the project has what a view names. */
  hasView(view: View): boolean {
    return viewExists(view, this.#names());
  }

  /** Accepts the update or leaves everything as it was. */
  accept(update: Uint8Array): Result<Accepted, DocumentRefusal> {
    if (isNothing(update)) return succeed({ news: undefined, writers: NOBODY });
    const shape = readUpdateShape(update, this.#size());
    if (!shape.ok) return refuse("", shape.problem);
    const foreign = findInvalidEntry(shape.value.entries, this.#names());
    if (foreign !== undefined) return fail(foreign);
    const tried = this.#try(update);
    if (!tried.ok) {
      this.#shadow.revert();
      return tried;
    }
    const news = tried.value;
    const accepted = succeed({ news, writers: shape.value.writers });
    if (news !== undefined) this.#keep(news);
    return accepted;
  }

  #keep(news: Uint8Array): void {
    this.#fullFrame = undefined;
    this.#version = undefined;
    this.#shadow.keep(news);
  }

  /**
   * Merges an update that another process accepted, without checking it again: all processes must merge the same
   * updates. One that misses its predecessors changes nothing, since its deletions alone would leave no valid
   * presentation. `undefined` when the bytes are not an update.
   */
  acceptFromPeer(update: Uint8Array): Merged | undefined {
    // After this the document may be unreadable; then the last readable state counts.
    if (this.#state === undefined) this.#read();
    const merged = merge(this.#shadow.doc, update);
    if (merged?.isComplete !== true) {
      this.#shadow.revert();
      return merged && { news: undefined, writers: [], isComplete: false };
    }
    if (merged.news !== undefined) {
      this.#isStale = true;
      this.#keep(merged.news);
    }
    return merged;
  }

  #size(): DocumentSize {
    const { clients } = this.#shadow.doc.store;
    let pieces = 0;
    for (const structs of clients.values()) pieces += structs.length;
    return { pieces, writers: clients.size, hasWriter: (clientId) => clients.has(clientId) };
  }

  #try(update: Uint8Array): Result<Uint8Array | undefined, DocumentRefusal> {
    const before = this.state;
    const merged = merge(this.#shadow.doc, update);
    if (merged === undefined) return refuse("", "not an update");
    const { news, isComplete } = merged;
    if (!isComplete) return refuse("", MISSES_PREDECESSORS);
    if (news === undefined) return succeed(undefined);
    if (countEntries(this.#shadow.doc) > MAX_ENTRIES) return refuse("", "too many entries");
    const state = this.#judge(before);
    if (!state.ok) return state;
    const size = this.#checkSize(news);
    if (size !== undefined) return refuse(size, UNFIT);
    this.#state = state.value;
    if (state.value !== before) this.#problem = undefined;
    return succeed(news);
  }

  /** A problem that was there before, because several processes merged it, is not blamed on this update. */
  #judge(before: PresentationState): Result<PresentationState, DocumentRefusal> {
    const state = this.#shadow.read();
    if (!state.ok) return this.#problem === undefined ? state : succeed(before);
    const isOther = state.value.meta.project !== before.meta.project;
    const key = isOther ? "meta" : findUnknownReference(state.value, this.#names());
    const isNew = key !== undefined && findUnknownReference(before, this.#names()) === undefined;
    return isNew ? refuse(key, UNFIT) : state;
  }

  /** The sum of the pieces is an upper bound; the real size takes an encoding and is measured only near the limit. */
  #checkSize(update: Uint8Array): string | undefined {
    if (this.#shadow.bytes + update.byteLength <= MAX_DOCUMENT_BYTES) return undefined;
    const snapshot = Y.encodeStateAsUpdate(this.#shadow.doc);
    if (snapshot.byteLength > MAX_DOCUMENT_BYTES) return "size";
    this.#shadow.fold(snapshot);
    return undefined;
  }

  /** The whole document as one update. */
  snapshot(): Uint8Array {
    return this.#shadow.snapshot();
  }

  /** The Yjs client ids that wrote it: the server's, for its seed, and agents'. */
  writers(): Iterable<number> {
    return Y.decodeStateVector(this.stateVector()).keys();
  }

  stateVector(): Uint8Array {
    return this.#shadow.stateVector();
  }

  /** A step 2 with everything; cached, since every joiner of a quiet room asks for the same. */
  fullFrame(): Uint8Array {
    this.#fullFrame ??= encodeStep2(this.snapshot());
    return this.#fullFrame;
  }

  /**
   * A step 2 with the changes that the state vector misses; `undefined` when it is not a state vector. A vector that
   * is too long is answered with everything, which costs less than decoding it and is right for any vector.
   */
  missingFrame(stateVector: Uint8Array): Uint8Array | undefined {
    const { byteLength } = stateVector;
    if (byteLength <= 1) return this.fullFrame();
    if (byteLength > this.stateVector().byteLength + MORE_VECTOR_BYTES) return this.fullFrame();
    const missing = this.missing(stateVector);
    return missing && encodeStep2(missing);
  }

  /** The changes that the state vector misses, as an update; `undefined` when it is not a state vector. */
  missing(stateVector: Uint8Array): Uint8Array | undefined {
    try {
      return this.#shadow.missing(stateVector);
    } catch {
      return undefined;
    }
  }

  /** Called once a second: releases a live document that has not been written for a while. */
  sweep(): void {
    this.#shadow.sweep();
    if (!this.#shadow.isReleased) return;
    this.#fullFrame = undefined;
    if (this.#problem === undefined && !this.#isStale) this.#state = undefined;
  }

  /** Releases the live document. */
  close(): void {
    this.#shadow.revert();
  }
}

function repairDoc(doc: Y.Doc, state: PresentationState): Uint8Array {
  const before = Y.encodeStateVector(doc);
  replaceState(doc, state);
  return Y.encodeStateAsUpdate(doc, before);
}
