import * as Y from "yjs";

/** The effect of an update on a document. */
export interface Merged {
  /** The new part of the update, re-encoded; `undefined` when everything was known. */
  readonly news: Uint8Array | undefined;
  /** The Yjs client ids whose pieces are new. */
  readonly writers: readonly number[];
  /** False when a predecessor of the update is missing. */
  readonly isComplete: boolean;
}

/**
 * Applies an update; `undefined` when the bytes are not one. After that, or when the update is incomplete, the
 * document must be discarded: the update's deletions are applied and its insertions are not.
 */
export function merge(doc: Y.Doc, update: Uint8Array): Merged | undefined {
  let news: Uint8Array | undefined;
  const writers = new Set<number>();
  // Yjs emits `update` after a transaction's deletions were collected.
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

/** Whether the document has structs or deletions that wait for missing predecessors. */
export const hasPending = ({ store }: Y.Doc): boolean =>
  store.pendingStructs !== null || store.pendingDs !== null;
