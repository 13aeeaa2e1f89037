import * as Y from "yjs";
import type { Entry } from "./timeline.ts";

const MAX_TOUCHED = 8;

/** An item's path: the name of the shared type, then the keys down to it; `undefined` once garbage-collected. */
function pathOf(doc: Y.Doc, client: number, clock: number): string | undefined {
  if (Y.getState(doc.store, client) <= clock) return undefined;
  const found: unknown = Y.getItem(doc.store, Y.createID(client, clock));
  const keys: string[] = [];
  let item: Y.Item | null = found instanceof Y.Item ? found : null;
  while (item !== null) {
    const { parent, parentSub }: Y.Item = item;
    if (!(parent instanceof Y.AbstractType)) return undefined;
    if (parentSub !== null) keys.unshift(parentSub);
    if (parent._item === null) return [Y.findRootTypeKey(parent), ...keys].join("/");
    item = parent._item;
  }
  return undefined;
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
