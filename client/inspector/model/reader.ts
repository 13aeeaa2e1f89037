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

type Kind = "map" | "text" | "array";

/**
 * The kinds of the root types, by their content. The first item of a type names the type, and its key if the type is a
 * map. A type without content is absent.
 */
function kindsIn(update: Uint8Array): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || typeof struct.parent !== "string") continue;
    const { content, parent, parentSub } = struct;
    const isText = content instanceof Y.ContentString || content instanceof Y.ContentFormat;
    if (parentSub !== null) kinds.set(parent, "map");
    else if (!kinds.has(parent)) kinds.set(parent, isText ? "text" : "array");
  }
  return kinds;
}

function typeOf(doc: Y.Doc, name: string, kind: Kind): Y.Map<unknown> | Y.Text | Y.Array<unknown> {
  if (kind === "map") return doc.getMap(name);
  return kind === "text" ? doc.getText(name) : doc.getArray(name);
}

/**
 * Types that have not been defined yet, as in a rebuilt document, read by their content: in a copy, so that the
 * application can still define those of the document itself.
 */
function readUndefined(doc: Y.Doc): (name: string) => unknown {
  const update = Y.encodeStateAsUpdate(doc);
  const kinds = kindsIn(update);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, update);
  return (name) => {
    const kind = kinds.get(name);
    return kind === undefined ? null : typeOf(copy, name, kind).toJSON();
  };
}

function sharedTypes(doc: Y.Doc): ReadonlyMap<string, unknown> {
  const types = [...doc.share];
  const isUndefined = (type: unknown): boolean =>
    Object.getPrototypeOf(type) === Y.AbstractType.prototype;
  const read = types.some(([, type]) => isUndefined(type)) ? readUndefined(doc) : undefined;
  return new Map(
    types.map(([name, type]) => [name, read && isUndefined(type) ? read(name) : type.toJSON()]),
  );
}

/** For any document: its shared types by name. */
export const plainReader: DocumentReader = {
  entries: sharedTypes,
  parse: (doc) => ({ ok: true, value: Object.fromEntries(sharedTypes(doc)) }),
  raw: (doc) => Object.fromEntries(sharedTypes(doc)),
};
