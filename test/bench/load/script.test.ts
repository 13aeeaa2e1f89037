import { expect, test } from "vitest";
import * as Y from "yjs";
import { observe, readState, seed } from "../../../schema/presentation/document.ts";
import { initialState } from "../../../schema/presentation/presentation.ts";
import { openRoom, PROJECT, Script } from "./script.ts";

/** A room seeded by the server, after the agent's opening. */
function seededRoom(): Y.Doc {
  const doc = new Y.Doc();
  seed(doc, initialState(PROJECT, { screen: "masterplan", masterplan: "masterplan" }));
  openRoom(doc);
  doc.clientID = 1;
  return doc;
}

test("the same bytes are valid in every room, and each update changes the presentation", () => {
  const script = new Script();
  for (const room of [seededRoom(), seededRoom()]) {
    let changes = 0;
    observe(room, () => (changes += 1));
    for (let sequence = 1; sequence <= 500; sequence += 1) {
      Y.applyUpdate(room, script.update(sequence));
      expect(room.store.pendingStructs).toBeNull();
    }
    expect(changes).toBe(500);
    expect(readState(room).ok).toBe(true);
    expect(Y.encodeStateAsUpdate(room).byteLength).toBeLessThan(1024);
  }
});
