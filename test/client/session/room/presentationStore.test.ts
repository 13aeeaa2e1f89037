import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { createPresentationStore } from "../../../../client/session/room/presentationStore.ts";
import { openWriter, presentationArray, seed } from "../../../../schema/presentation/document.ts";

function openPair() {
  const agent = new Y.Doc();
  const viewer = new Y.Doc();
  agent.on("update", (update: Uint8Array) => Y.applyUpdate(viewer, update));
  const store = createPresentationStore();
  store.follow(viewer);
  seed(agent, { meta: { version: 1, project: "lagoon" }, view: { screen: "layouts" } });
  return { agent, viewer, store, writer: openWriter(agent) };
}

describe("the presentation store", () => {
  test("keeps the identity of unchanged values", () => {
    const { store, writer } = openPair();
    writer.write({ filters: { bedrooms: [2] } });
    const before = store.get();
    writer.write({ view: { screen: "shortlist" } });
    expect(store.get()?.view).toEqual({ screen: "shortlist" });
    expect(store.get()?.filters).toBe(before?.filters);
    expect(store.get()).not.toBe(before);
  });

  test("keeps the last readable state when a document becomes invalid", () => {
    const { agent, store } = openPair();
    const before = store.get();
    presentationArray(agent).push([{ key: "view", val: { screen: "nowhere" } }]);
    expect(store.get()).toBe(before);
  });

  test("keeps its state when a document is discarded, until the next can be read", () => {
    const { store } = openPair();
    const before = store.get();
    const fresh = new Y.Doc();
    store.follow(fresh);
    presentationArray(fresh).push([{ key: "view", val: { screen: "layouts" } }]);
    expect(store.get()).toBe(before);
  });
});
