import * as Y from "yjs";
import { readState } from "../../schema/presentation/document.ts";
import type { PresentationState } from "../../schema/presentation/presentation.ts";
import type { StoredPiece } from "./storage.ts";

/** The state of a document's stored pieces; `undefined` when they cannot be read. */
export function readStoredState(pieces: readonly StoredPiece[]): PresentationState | undefined {
  const doc = new Y.Doc();
  try {
    for (const { bytes } of pieces) Y.applyUpdate(doc, bytes);
    const state = readState(doc);
    return state.ok ? state.value : undefined;
  } catch {
    return undefined;
  } finally {
    doc.destroy();
  }
}
