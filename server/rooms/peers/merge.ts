import * as Y from "yjs";

/** What an update of another process did to the document. */
export interface Merged {
  /** What is new in it; `undefined` when all of it was known. */
  readonly news: Uint8Array | undefined;
  /** The Yjs client ids whose pieces are new. */
  readonly writers: readonly number[];
  /** False when something that it builds on is not here. */
  readonly isComplete: boolean;
}

/**
 * Applies what was checked where it came in. When it is not complete, or Yjs throws because it is no update, the document
 * is not to be used any further: what the update deletes is gone, and what it writes is not there.
 */
export function merge(doc: Y.Doc, update: Uint8Array): Merged {
  let news: Uint8Array | undefined;
  const writers = new Set<number>();
  const onUpdate = (told: Uint8Array, _origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
    news = news === undefined ? told : Y.mergeUpdates([news, told]);
    for (const [clientId, clock] of change.afterState) {
      if (change.beforeState.get(clientId) !== clock) writers.add(clientId);
    }
  };
  doc.on("update", onUpdate);
  try {
    Y.applyUpdate(doc, update);
  } finally {
    doc.off("update", onUpdate);
  }
  const { pendingStructs, pendingDs } = doc.store;
  const isComplete = pendingStructs === null && pendingDs === null;
  return { news, writers: [...writers], isComplete };
}
