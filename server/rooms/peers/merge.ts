import * as Y from "yjs";

/** What an update of another process did to the document. */
export interface Merged {
  /** What is new in it; `undefined` when all of it was known. */
  readonly news: Uint8Array | undefined;
  /** The Yjs client ids whose pieces are new. */
  readonly writers: readonly number[];
  /** False when something that it builds on is not here: that part of it was left out. */
  readonly isComplete: boolean;
}

/**
 * Applies what was checked where it came in. Nothing stays pending in the document: what misses its predecessors is let
 * go, since whoever sent it has both and can be asked. Throws what Yjs throws at bytes that are no update; the document is
 * not to be used any further then.
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
  return { news, writers: [...writers], isComplete: !dropPending(doc) };
}

/** Lets go of what waits for its predecessors. Says whether there was any. */
export function dropPending({ store }: Y.Doc): boolean {
  const hadPending = store.pendingStructs !== null || store.pendingDs !== null;
  store.pendingStructs = null;
  store.pendingDs = null;
  return hadPending;
}
