import { createHash } from "node:crypto";
import * as Y from "yjs";

const LENGTH = 12;

/**
 * Hash of a document's content, deletions included, which a state vector leaves out: two documents have the same hash
 * exactly when they merged the same updates.
 */
export const documentVersion = (doc: Y.Doc): string =>
  createHash("sha1")
    .update(Y.encodeSnapshot(Y.snapshot(doc)))
    .digest("base64")
    .slice(0, LENGTH);
