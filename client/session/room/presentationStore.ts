import { equalJson } from "../../../schema/values/equalJson.ts";
import type * as Y from "yjs";
import { observe, readState } from "../../../schema/presentation/document.ts";
import { DocumentMemo } from "../../../schema/presentation/documentMemo.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import { createStore, type Store } from "../../base/store.ts";

/** Keeps the previous object where it equals the next, so that a new view does not re-render the filters. */
const keep = <Value>(previous: Value, next: Value): Value =>
  equalJson(previous, next) ? previous : next;

function shareStructure(
  previous: PresentationState | undefined,
  next: PresentationState,
): PresentationState {
  if (previous === undefined) return next;
  const shared: PresentationState = {
    meta: keep(previous.meta, next.meta),
    view: keep(previous.view, next.view),
    filters: keep(previous.filters, next.filters),
    shortlist: keep(previous.shortlist, next.shortlist),
    camera: keep(previous.camera, next.camera),
  };
  const same =
    shared.meta === previous.meta &&
    shared.view === previous.view &&
    shared.filters === previous.filters &&
    shared.shortlist === previous.shortlist &&
    shared.camera === previous.camera;
  return same ? previous : shared;
}

/** The last presentation that could be read; survives the replacement of its document. */
export interface PresentationStore extends Store<PresentationState | undefined> {
  /** Reads this document from now on. Returns a function that stops; the last state stays. */
  follow(doc: Y.Doc): () => void;
}

export function createPresentationStore(): PresentationStore {
  const store = createStore<PresentationState | undefined>(undefined);
  return {
    get: store.get,
    subscribe: store.subscribe,
    follow: (doc) => {
      const known = new DocumentMemo();
      return observe(doc, () => {
        const read = readState(doc, known);
        if (read.ok) store.set(shareStructure(store.get(), read.value));
      });
    },
  };
}
