import { expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter } from "../../../../schema/presentation/document.ts";
import { RoomDocument } from "../../../../server/rooms/document/roomDocument.ts";
import { smallIndex, smallProject } from "../../../support/room/project.ts";
import { seededUpdate } from "../../../support/room/roomHarness.ts";

const CHANGES = 7200;

/** An agent's document that presents for an hour, with two changes a second. */
function present(first: Uint8Array, onUpdate: (update: Uint8Array) => void): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, first);
  doc.on("update", onUpdate);
  const writer = openWriter(doc);
  for (let change = 0; change < CHANGES; change += 1) {
    const unit = smallProject.units[change % smallProject.units.length]?.id ?? "";
    const camera = { target: "plan:typical", x: (change % 97) / 97, y: 0.5, zoom: 2 };
    if (change % 3 === 0) writer.write({ view: { screen: "unit", unit } });
    else if (change % 3 === 1) writer.write({ camera });
    else writer.write({ filters: { price: { min: change } } });
  }
  return doc;
}

function open(first: Uint8Array): RoomDocument {
  const opened = RoomDocument.open([first], () => smallIndex);
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

test("every change of an hour of presenting is accepted, and the room's document stays at a few KB", () => {
  const first = seededUpdate();
  const document = open(first);
  const refused: unknown[] = [];
  present(first, (update) => {
    const accepted = document.accept(update);
    if (!accepted.ok) refused.push(accepted.problem);
  });
  expect(refused).toEqual([]);
  expect(document.snapshot().byteLength).toBeLessThan(4096);
});

test("an hour of offline changes is accepted at once after the reconnect", () => {
  const first = seededUpdate();
  const document = open(first);
  const doc = present(first, () => undefined);
  const missing = Y.encodeStateAsUpdate(doc, document.stateVector());
  expect(document.accept(missing)).toMatchObject({ ok: true });
  expect(document.state.filters.price?.min).toBe(CHANGES - 1);
});
