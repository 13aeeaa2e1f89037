import * as Y from "yjs";
import { readRaw } from "../../../schema/presentation/document.ts";
import {
  fingerprint,
  lastValues,
  type DocumentReport,
} from "../../../schema/protocol/inspection.ts";

/** Measures a document from its snapshot. */
export function reportDocument(snapshot: Uint8Array, nowMs: number): DocumentReport {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, snapshot);
  let structs = 0;
  let tombstones = 0;
  for (const pieces of doc.store.clients.values()) {
    structs += pieces.length;
    for (const piece of pieces) if (piece.deleted) tombstones += 1;
  }
  const report = {
    atMs: nowMs,
    bytes: snapshot.byteLength,
    structs,
    tombstones,
    pending: doc.store.pendingStructs?.missing.size ?? 0,
    stateVector: [...Y.decodeStateVector(Y.encodeStateVector(doc))],
    ...fingerprint(lastValues(readRaw(doc))),
  };
  doc.destroy();
  return report;
}
