import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import * as Y from "yjs";
import {
  openWriter,
  presentationArray,
  readState,
  seed,
} from "../../../schema/presentation/document.ts";
import { DocumentMemo } from "../../../schema/presentation/documentMemo.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import { firstView } from "../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../support/room/project.ts";
import { anyChange } from "../../support/room/stateArbitraries.ts";

function openSeeded() {
  const doc = new Y.Doc();
  seed(doc, { meta: { version: 1, project: "small" }, view: firstView(smallProject) });
  return { doc, writer: openWriter(doc), known: new DocumentMemo() };
}

function stateOf(doc: Y.Doc, known: DocumentMemo): PresentationState {
  const state = readState(doc, known);
  if (!state.ok) throw new Error(state.problem.message);
  return state.value;
}

test("a document read repeatedly gives the same as one read anew", () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 20 }), (changes) => {
      const { doc, writer, known } = openSeeded();
      for (const change of changes) {
        writer.write(change);
        expect(stateOf(doc, known)).toEqual(stateOf(doc, new DocumentMemo()));
      }
    }),
  );
});

test("an unchanged value is the same object", () => {
  const { doc, writer, known } = openSeeded();
  const before = stateOf(doc, known);
  writer.write({ camera: { target: "site", zoom: 2, x: 0.5, y: 0.5 } });
  const after = stateOf(doc, known);
  expect(after.camera).toEqual({ target: "site", zoom: 2, x: 0.5, y: 0.5 });
  expect(after.meta).toBe(before.meta);
  expect(after.view).toBe(before.view);
});

test("an invalid value is a problem at every reading, until it is replaced", () => {
  const { doc, writer, known } = openSeeded();
  stateOf(doc, known);
  presentationArray(doc).push([{ key: "view", val: { screen: "nowhere" } }]);
  for (let reading = 1; reading <= 2; reading += 1) {
    const read = readState(doc, known);
    expect(read.ok ? undefined : read.problem.key).toBe("view");
  }
  writer.write({ view: { screen: "layouts" } });
  expect(stateOf(doc, known).view).toEqual({ screen: "layouts" });
});

test("a value requested with another schema is read with that", () => {
  const known = new DocumentMemo();
  expect(known.read(v.string(), "key", "text").ok).toBe(true);
  expect(known.read(v.number(), "key", "text").ok).toBe(false);
});
