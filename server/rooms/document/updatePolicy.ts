import * as Y from "yjs";
import { isDocumentEntry, isDocumentName, readEntry } from "../../../schema/document.ts";
import { fail, succeed, type Result } from "../../../schema/result.ts";

import { findUnknownReference, type KnownNames } from "../../../schema/references.ts";

/** What an update says about itself before anything of it is applied. */
export interface UpdateShape {
  /** The Yjs client ids of its own pieces. */
  readonly writers: ReadonlySet<number>;
  /** Every entry that it brings, those included that it deletes again or that a later one replaces. */
  readonly entries: readonly unknown[];
}

/**
 * Yjs may walk past every piece of the document to find the place of one new piece, so the product is what an update
 * can cost. An honest write has a handful of pieces; this many keep the worst one under about 10 ms.
 */
const MAX_STEPS = 250_000;
/** Far more pages than one agent ever opens; every state vector and every encoding walks over all of them. */
const MAX_WRITERS = 1024;
/** A Yjs clock beyond any presentation's: sums of such clocks could no longer be encoded. */
const MAX_CLOCK = 2 ** 31;

/** It continues what the document does not have. */
export const MISSES_PREDECESSORS = "misses predecessors";

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type DeleteSet = ReturnType<typeof Y.decodeUpdate>["ds"];

/** What the document holds already, as far as it decides what an update costs. */
export interface DocumentSize {
  readonly pieces: number;
  readonly hasWriter: (clientId: number) => boolean;
  readonly writers: number;
}

/**
 * Whether an update may be tried at all. Yjs integrates anything that can be decoded, at once and for however long it
 * takes, and allocates what an update merely announces; so all that no presentation can contain ends here, and so does
 * what would take too long.
 */
export function readUpdateShape(
  update: Uint8Array,
  document: DocumentSize,
): Result<UpdateShape, string> {
  const decoded = decode(update);
  if (decoded === undefined) return fail("not an update");
  const { structs, ds } = decoded;
  const deletions = countDeletions(ds);
  if (deletions > document.pieces + structs.length) return fail("too many deletions");
  if (structs.length * (document.pieces + structs.length) > MAX_STEPS)
    return fail("too many pieces");
  const writers = new Set(structs.map((struct) => struct.id.client));
  const newWriters = [...writers].filter((clientId) => !document.hasWriter(clientId));
  if (document.writers + newWriters.length > MAX_WRITERS) return fail("too many writers");
  for (const struct of structs) {
    const problem = findProblem(struct);
    if (problem !== undefined) return fail(problem);
  }
  return succeed({ writers, entries: structs.flatMap(entriesOf) });
}

/** The lazy reader of `decodeUpdate` allocates nothing for pieces that are only announced. */
function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> | undefined {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return undefined;
  }
}

function countDeletions({ clients }: DeleteSet): number {
  let count = 0;
  for (const ranges of clients.values()) count += ranges.length;
  return count;
}

const entriesOf = (struct: Struct): readonly unknown[] =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr : [];

function findProblem(struct: Struct): string | undefined {
  if (struct.id.clock + struct.length > MAX_CLOCK) return "a clock out of range";
  if (struct instanceof Y.Skip) return MISSES_PREDECESSORS;
  if (struct instanceof Y.GC) return undefined;
  return findItemProblem(struct);
}

/** Entries lie in one array, so nothing else has a name, a key or a parent of its own. */
function findItemProblem({ parent, parentSub, content }: Y.Item): string | undefined {
  if (parentSub !== null) return "a key of its own";
  const named = typeof parent === "string" ? isDocumentName(parent) : parent === null;
  if (!named) return "another shared type";
  if (content instanceof Y.ContentDeleted) return undefined;
  if (!(content instanceof Y.ContentAny)) return "no plain value";
  return content.arr.every(isDocumentEntry) ? undefined : "an entry is not {key, val}";
}

/** Why a document or an update to it was refused, for the log; the code on the wire is `invalid_state`. */
export interface DocumentRefusal {
  readonly key: string;
  readonly message: string;
}

export const UNFIT = "does not fit the project or the limits";

/**
 * The first entry that says what no presentation of the project says, be it deleted or replaced: buyers are sent its
 * bytes all the same.
 */
export function findInvalidEntry(
  entries: readonly unknown[],
  names: KnownNames,
): DocumentRefusal | undefined {
  for (const entry of entries) {
    const part = readEntry(entry);
    if (!part.ok) return part.problem;
    const key = findUnknownReference(part.value, names);
    if (key !== undefined) return { key, message: UNFIT };
  }
  return undefined;
}
