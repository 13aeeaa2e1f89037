import * as v from "valibot";
import { YKeyValue } from "y-utility/y-keyvalue";
import type * as Y from "yjs";
import type { PresentationChange } from "./changes.ts";
import { Filters, NO_FILTERS } from "./filters.ts";
import { equalJson } from "../values/equalJson.ts";
import { isId } from "../values/ids.ts";
import { DocumentMemo, readValue, type DocumentProblem } from "./documentMemo.ts";
import { Camera, Meta, View, type PresentationState } from "./presentation.ts";
import { fail, succeed, type Result } from "../values/result.ts";

/**
 * Only this file depends on how a presentation is stored in a Y.Doc: one `Y.Array` named `presentation`, written as a
 * `YKeyValue`. Each value is plain JSON, replaced whole.
 */
const ARRAY_NAME = "presentation";
const SHORTLIST = "shortlist/";

interface Entry {
  readonly key: string;
  readonly val: unknown;
}

const MAX_KEY_LENGTH = 140;

/** By hand, not by a schema, because every write is checked together with all entries. */
function isEntry(item: unknown): item is Entry {
  if (typeof item !== "object" || item === null || !("key" in item && "val" in item)) return false;
  const { key } = item;
  return typeof key === "string" && key.length <= MAX_KEY_LENGTH && Object.keys(item).length === 2;
}

/** Deeper than any key's value. A decoder accepts deeper ones, on which an encoder may overflow the stack. */
const MAX_DEPTH = 8;

/** Whether it is plain JSON. `undefined` fields are allowed, because an optional field may be written out. */
function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (depth > 0 && isPlainObject(value, depth));
    default:
      return false;
  }
}

function isPlainObject(value: object, depth: number): boolean {
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return plain && Object.values(value).every((inner) => isPlain(inner, depth - 1));
}

/** Whether it is the name of a document's only shared type. */
export const isDocumentName = (name: string): boolean => name === ARRAY_NAME;

/** Whether a value has the form of an entry, regardless of what its key requires. */
export const isDocumentEntry = (item: unknown): boolean =>
  isPlain(item, MAX_DEPTH) && isEntry(item);

/** Number of entries in the array, including those that a later one has replaced. */
export const countEntries = (doc: Y.Doc): number => presentationArray(doc).length;

const problem = (key: string, message: string) => fail<DocumentProblem>({ key, message });

export const presentationArray = (doc: Y.Doc): Y.Array<Entry> => doc.getArray<Entry>(ARRAY_NAME);

/**
 * The entries; of equal keys the last wins, as in `YKeyValue`. Constructs no `YKeyValue`, since that writes: it
 * deletes overwritten entries.
 */
function readEntries(doc: Y.Doc): Result<ReadonlyMap<string, unknown>, DocumentProblem> {
  const entries = new Map<string, unknown>();
  for (const item of presentationArray(doc)) {
    if (!isEntry(item)) return problem("", "an entry is not {key, val}");
    entries.set(item.key, item.val);
  }
  return succeed(entries);
}

/** The raw entries, valid or not, for debugging. */
export const readRaw = (doc: Y.Doc): readonly unknown[] => presentationArray(doc).toArray();

/** Migrates older documents to the current keys. Version 1 is the first, so it changes nothing. */
const migrate = (entries: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> => entries;

function readShortlist(
  entries: ReadonlyMap<string, unknown>,
): Result<readonly string[], DocumentProblem> {
  const units: string[] = [];
  for (const [key, value] of entries) {
    if (!key.startsWith(SHORTLIST)) continue;
    const unit = key.slice(SHORTLIST.length);
    if (!isId(unit) || value !== true) return problem(key, "a shortlisted home is its id and true");
    units.push(unit);
  }
  return succeed(units.toSorted());
}

const OptionalCamera = v.optional(Camera);
const OptionalFilters = v.optional(Filters, NO_FILTERS);
const KEYS = new Set(["meta", "view", "filters", "camera"]);

/** The document as a presentation, or its first problem. Repeated readers pass a memo as `known`. */
export function readState(
  doc: Y.Doc,
  known = new DocumentMemo(),
): Result<PresentationState, DocumentProblem> {
  if ([...doc.share.keys()].some((name) => name !== ARRAY_NAME)) {
    return problem("", `only "${ARRAY_NAME}" may be shared`);
  }
  const raw = readEntries(doc);
  if (!raw.ok) return raw;
  const entries = migrate(raw.value);
  for (const key of entries.keys()) {
    if (!KEYS.has(key) && !key.startsWith(SHORTLIST)) return problem(key, "unknown key");
  }
  const meta = known.read(Meta, "meta", entries.get("meta"));
  if (!meta.ok) return meta;
  const view = known.read(View, "view", entries.get("view"));
  if (!view.ok) return view;
  const filters = known.read(OptionalFilters, "filters", entries.get("filters"));
  if (!filters.ok) return filters;
  const camera = known.read(OptionalCamera, "camera", entries.get("camera"));
  if (!camera.ok) return camera;
  const shortlist = readShortlist(entries);
  if (!shortlist.ok) return shortlist;
  return succeed({
    meta: meta.value,
    view: view.value,
    filters: filters.value,
    shortlist: shortlist.value,
    camera: camera.value,
  });
}

/** The part of a presentation that one entry holds, whether or not a later one replaces it, or its problem. */
export function readEntry(item: unknown): Result<Partial<PresentationState>, DocumentProblem> {
  if (!isEntry(item)) return problem("", "an entry is not {key, val}");
  const { key, val } = item;
  switch (key) {
    case "meta":
      return readPart("meta", Meta, val);
    case "view":
      return readPart("view", View, val);
    case "filters":
      return readPart("filters", Filters, val);
    case "camera":
      return readPart("camera", Camera, val);
    default: {
      if (!key.startsWith(SHORTLIST)) return problem(key, "unknown key");
      const shortlist = readShortlist(new Map([[key, val]]));
      return shortlist.ok ? succeed({ shortlist: shortlist.value }) : shortlist;
    }
  }
}

function readPart(
  key: keyof PresentationState,
  schema: v.GenericSchema,
  value: unknown,
): Result<Partial<PresentationState>, DocumentProblem> {
  const parsed = readValue(schema, key, value);
  return parsed.ok ? succeed({ [key]: parsed.value }) : parsed;
}

/** Fills an empty document, as the server does once for every presentation. */
export function seed(doc: Y.Doc, state: Pick<PresentationState, "meta" | "view">): void {
  presentationArray(doc).push([
    { key: "meta", val: state.meta },
    { key: "view", val: state.view },
  ]);
}

/**
 * Writes `state` into a document, for a server whose project has lost something the document names. Uses no
 * `YKeyValue`, because a document may have only one.
 */
export function replaceState(doc: Y.Doc, state: PresentationState): void {
  const wanted = new Map<string, unknown>([
    ["meta", state.meta],
    ["view", state.view],
    ["filters", state.filters],
    ...state.shortlist.map((unit) => [SHORTLIST + unit, true] as const),
    ...(state.camera === undefined ? [] : [["camera", state.camera] as const]),
  ]);
  doc.transact(() => {
    const array = presentationArray(doc);
    const entries = array.toArray();
    for (const [index, { key, val }] of [...entries.entries()].toReversed()) {
      if (JSON.stringify(wanted.get(key)) !== JSON.stringify(val)) array.delete(index);
      else wanted.delete(key);
    }
    array.push([...wanted].map(([key, val]) => ({ key, val })));
  });
}

/** Calls back after every transaction that changed the presentation. Returns a function that stops. */
export function observe(doc: Y.Doc, changed: (transaction: Y.Transaction) => void): () => void {
  const array = presentationArray(doc);
  const listener = (_event: unknown, transaction: Y.Transaction) => changed(transaction);
  array.observe(listener);
  return () => array.unobserve(listener);
}

/** A recent write to the document, and its Yjs client id. */
export interface Writing {
  readonly clientId: number;
  readonly key: string;
}

/**
 * Calls back with a transaction's winning writes, one per key. A removal does not reveal its author.
 * Returns a function that stops.
 */
export function observeWritings(
  doc: Y.Doc,
  wrote: (writings: readonly Writing[]) => void,
): () => void {
  const array = presentationArray(doc);
  const listener = ({ changes }: Y.YArrayEvent<Entry>) => {
    const standing = new Map(array.toArray().map((entry) => [entry.key, entry]));
    const writings: Writing[] = [];
    for (const { id, content } of changes.added) {
      for (const entry of content.getContent() as Entry[]) {
        if (standing.get(entry.key) !== entry) continue;
        writings.push({ clientId: id.client, key: entry.key });
      }
    }
    if (writings.length > 0) wrote(writings);
  };
  array.observe(listener);
  return () => array.unobserve(listener);
}

/** Writes a presentation. Only an agent's session may open one: a `YKeyValue` writes by itself (see `readEntries`). */
export interface PresentationWriter {
  /** One transaction, so one update on the wire. Unchanged values are not written. */
  write(change: PresentationChange): void;
  close(): void;
}

export function openWriter(doc: Y.Doc): PresentationWriter {
  const keyValue = new YKeyValue<unknown>(doc.getArray(ARRAY_NAME));
  const origin = Symbol("presentation writer");
  const set = (key: string, value: unknown): void => {
    if (value === undefined) keyValue.delete(key);
    else if (!equalJson(keyValue.get(key), value)) keyValue.set(key, value);
  };
  return {
    write: (change) =>
      doc.transact(() => {
        if (change.view !== undefined) set("view", change.view);
        if (change.filters !== undefined) set("filters", change.filters);
        if ("camera" in change) set("camera", change.camera);
        for (const unit of change.shortlist?.add ?? []) set(SHORTLIST + unit, true);
        for (const unit of change.shortlist?.remove ?? []) set(SHORTLIST + unit, undefined);
      }, origin),
    close: () => keyValue.destroy(),
  };
}
