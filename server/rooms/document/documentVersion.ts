import { createHash } from "node:crypto";
import * as Y from "yjs";

const LENGTH = 12;

/**
 * Names what a document contains: two documents have the same exactly when they merged the same. A state vector alone would
 * say nothing of deletions.
 */
export const documentVersion = (doc: Y.Doc): string =>
  createHash("sha1")
    .update(Y.encodeSnapshot(Y.snapshot(doc)))
    .digest("base64")
    .slice(0, LENGTH);
