import * as Y from "yjs";

type ParsedDocument =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** How an application's documents are read; the inspector itself does not depend on their content. */
export interface DocumentReader {
  /** The current value of each key; unchanged values may be the same objects. */
  readonly entries: (doc: Y.Doc) => ReadonlyMap<string, unknown>;
  /** The application's parsed state. */
  readonly parse: (doc: Y.Doc) => ParsedDocument;
  /** The document's raw content, including overwritten values. */
  readonly raw: (doc: Y.Doc) => unknown;
}

type SharedType = Y.Doc["share"] extends Map<string, infer Type> ? Type : never;

function kindOf({ _map, _start }: SharedType): Y.Map<unknown> | Y.Text | Y.Array<unknown> {
  if (_map.size > 0) return new Y.Map();
  const content = _start?.content;
  const isText = content instanceof Y.ContentString || content instanceof Y.ContentFormat;
  return isText ? new Y.Text() : new Y.Array();
}

/**
 * A shared type that has not been defined yet, as in a rebuilt document, read by its content. The document's own type
 * stays undefined, so that the application can still define it.
 */
function guessedJson(type: SharedType): unknown {
  if (type._map.size === 0 && type._start === null) return null;
  const { _map, _start, doc } = type;
  return Object.assign(kindOf(type), { _map, _start, doc }).toJSON();
}

const jsonOf = (type: SharedType): unknown =>
  type.constructor === Y.AbstractType ? guessedJson(type) : type.toJSON();

function sharedTypes(doc: Y.Doc): ReadonlyMap<string, unknown> {
  return new Map([...doc.share].map(([name, type]) => [name, jsonOf(type)]));
}

/** For any document: its shared types by name. */
export const plainReader: DocumentReader = {
  entries: sharedTypes,
  parse: (doc) => ({ ok: true, value: Object.fromEntries(sharedTypes(doc)) }),
  raw: (doc) => Object.fromEntries(sharedTypes(doc)),
};
