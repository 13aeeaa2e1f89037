import * as Y from "yjs";
import type { Entry } from "./timeline.ts";

/** A line for an update that this page saw by itself, where no room tells who sent it. */
export function localEntry(update: Uint8Array, origin: unknown, atMs: number): Omit<Entry, "id"> {
  const { structs, ds } = Y.decodeUpdate(update);
  const touched = new Set<string>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    if (typeof struct.parent === "string") touched.add(struct.parent);
    if (struct.parentSub !== null) touched.add(struct.parentSub);
  }
  const deletions = [...ds.clients.values()].flat().reduce((sum, { len }) => sum + len, 0);
  // A provider names itself as the origin of what it brings; what the page does has another origin or none.
  const foreign = typeof origin === "object" && origin !== null && "awareness" in origin;
  return {
    atMs,
    actor: foreign ? "server" : "agent",
    name: "",
    kind: "write",
    touched: [...touched].slice(0, 8),
    count: 1,
    bytes: update.byteLength,
    structs: structs.length,
    deletions,
    refusal: undefined,
  };
}
