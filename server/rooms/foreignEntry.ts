import { readEntry } from "../../schema/document.ts";
import type { ProjectIndex } from "../../schema/projectIndex.ts";
import { findUnknownReference } from "../../schema/references.ts";

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
export function findForeignEntry(
  entries: readonly unknown[],
  index: ProjectIndex,
): DocumentRefusal | undefined {
  for (const entry of entries) {
    const part = readEntry(entry);
    if (!part.ok) return part.problem;
    const key = findUnknownReference(part.value, index);
    if (key !== undefined) return { key, message: UNFIT };
  }
  return undefined;
}
