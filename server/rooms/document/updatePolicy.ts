import * as Y from "yjs";
import {
  isDocumentEntry,
  isDocumentName,
  readEntry,
} from "../../../schema/presentation/document.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";

import { findUnknownReference, type KnownNames } from "../../../schema/presentation/references.ts";

/** Content of an update, read before it is applied. */
export interface UpdateShape {
  /** The Yjs client ids of its own pieces. */
  readonly writers: ReadonlySet<number>;
  /** Every entry that it adds, including those that it also deletes or replaces. */
  readonly entries: readonly unknown[];
}

/**
 * Limit of an update's pieces times the document's: Yjs may walk past every piece of the document for each new one. An
 * honest write has a few pieces; at this limit, the worst write takes about 10 ms.
 */
const MAX_STEPS = 250_000;
/** Maximum client ids, far more than the pages of any agent: every state vector and encoding walks over all of them. */
const MAX_WRITERS = 1024;
/** Maximum Yjs clock, beyond any presentation's: sums of higher ones could not be encoded. */
const MAX_CLOCK = 2 ** 31;

/** The update continues pieces that the document lacks. */
export const MISSES_PREDECESSORS = "misses predecessors";

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type DeleteSet = ReturnType<typeof Y.decodeUpdate>["ds"];

/** Size of the document, for the cost of an update. */
export interface DocumentSize {
  readonly pieces: number;
  readonly hasWriter: (clientId: number) => boolean;
  readonly writers: number;
}

/**
 * Checks an update before it is tried. Yjs integrates anything that can be decoded, however long it takes, and
 * allocates whatever an update announces; so content that no presentation has, and updates that would take too long,
 * are refused here.
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

/** Entries are in one array, so no item may have a key or belong to another shared type. */
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
 * The first entry that no presentation of the project may have, deleted and replaced entries included: buyers receive
 * their bytes too.
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
