import type * as Y from "yjs";

type ParsedDocument =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** How an application's documents are read. The inspector itself knows nothing of what is in them. */
export interface DocumentReader {
  /** The current value of each key; values that did not change may stay the same objects. */
  readonly entries: (doc: Y.Doc) => ReadonlyMap<string, unknown>;
  /** What the application makes of it. */
  readonly parse: (doc: Y.Doc) => ParsedDocument;
  /** As it lies in the document, what was overwritten included. */
  readonly raw: (doc: Y.Doc) => unknown;
}

function sharedTypes(doc: Y.Doc): ReadonlyMap<string, unknown> {
  return new Map([...doc.share].map(([name, type]) => [name, type.toJSON()]));
}

/** For any document: its shared types by name. Types must have been defined by the application before. */
export const plainReader: DocumentReader = {
  entries: sharedTypes,
  parse: (doc) => ({ ok: true, value: Object.fromEntries(sharedTypes(doc)) }),
  raw: (doc) => Object.fromEntries(sharedTypes(doc)),
};
