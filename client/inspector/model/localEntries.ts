import * as Y from "yjs";
import type { Entry } from "./timeline.ts";

const MAX_TOUCHED = 8;

/** A nested type's key in the map that holds it; none in an array, or once it is deleted. */
function keyOf(type: Y.AbstractType<unknown>, holder: Y.AbstractType<unknown>): readonly string[] {
  if (!(holder instanceof Y.Map)) return [];
  const held = [...holder.entries()].find(([, value]) => value === type);
  return held === undefined ? [] : [held[0]];
}

/** The path of a shared type: the name of the root type, then the keys down to it. */
const pathOfType = (type: Y.AbstractType<unknown>): readonly string[] =>
  type.parent === null
    ? [Y.findRootTypeKey(type)]
    : [...pathOfType(type.parent), ...keyOf(type, type.parent)];

/** An item's path: that of its shared type, then its own key; `undefined` once garbage-collected. */
function pathOf(doc: Y.Doc, client: number, clock: number): string | undefined {
  if (Y.getState(doc.store, client) <= clock) return undefined;
  const found: unknown = Y.getItem(doc.store, Y.createID(client, clock));
  if (!(found instanceof Y.Item) || !(found.parent instanceof Y.AbstractType)) return undefined;
  const key = found.parentSub === null ? [] : [found.parentSub];
  return [...pathOfType(found.parent), ...key].join("/");
}

/** A line for an update observed by this page, when no room reports its author. `doc` already contains the update. */
export function localEntry(
  doc: Y.Doc,
  update: Uint8Array,
  origin: unknown,
  atMs: number,
): Omit<Entry, "id"> {
  const { structs, ds } = Y.decodeUpdate(update);
  const ranges = [...ds.clients].flatMap(([client, deleted]) =>
    deleted.map(({ clock, len }) => ({ client, clock, len })),
  );
  const touched = new Set<string>();
  for (const { client, clock } of [...structs.map(({ id }) => id), ...ranges]) {
    const path = touched.size < MAX_TOUCHED ? pathOf(doc, client, clock) : undefined;
    if (path !== undefined) touched.add(path);
  }
  // A provider is the origin of updates it delivers; the page's own changes have another origin or none.
  const foreign = typeof origin === "object" && origin !== null && "awareness" in origin;
  return {
    atMs,
    actor: foreign ? "server" : "agent",
    name: "",
    kind: "write",
    touched: [...touched],
    count: 1,
    bytes: update.byteLength,
    structs: structs.length,
    deletions: ranges.reduce((sum, { len }) => sum + len, 0),
    refusal: undefined,
  };
}
