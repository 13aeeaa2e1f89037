import * as Y from "yjs";

/** What an update did to a document. */
export interface Merged {
  /** What is new in it, written anew; `undefined` when all of it was known. */
  readonly news: Uint8Array | undefined;
  /** The Yjs client ids whose pieces are new. */
  readonly writers: readonly number[];
  /** False when something that it builds on is not here. */
  readonly isComplete: boolean;
}

/**
 * Applies an update; `undefined` for what is none. After that, or when it is not complete, the document is not to be used
 * any further: what the update deletes is gone, and what it writes is not there.
 */
export function merge(doc: Y.Doc, update: Uint8Array): Merged | undefined {
  let news: Uint8Array | undefined;
  const writers = new Set<number>();
  // Yjs tells of a transaction when what was deleted in it is gone already.
  const onUpdate = (told: Uint8Array, _origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
    news = news === undefined ? told : Y.mergeUpdates([news, told]);
    for (const [clientId, clock] of change.afterState) {
      if (change.beforeState.get(clientId) !== clock) writers.add(clientId);
    }
  };
  doc.on("update", onUpdate);
  try {
    Y.applyUpdate(doc, update);
  } catch {
    return undefined;
  } finally {
    doc.off("update", onUpdate);
  }
  return { news, writers: [...writers], isComplete: !hasPending(doc) };
}

/** Whether something waits in the document for what it builds on. */
export const hasPending = ({ store }: Y.Doc): boolean =>
  store.pendingStructs !== null || store.pendingDs !== null;
