import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { ShadowDoc } from "../../../../server/rooms/document/shadowDoc.ts";

type Step =
  | { readonly kind: "write"; readonly text: string }
  | { readonly kind: "erase" }
  | { readonly kind: "refuse"; readonly text: string }
  | { readonly kind: "quiet"; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), text: fc.string({ minLength: 1 }) }),
  fc.record({ kind: fc.constant("erase" as const) }),
  fc.record({ kind: fc.constant("refuse" as const), text: fc.string({ minLength: 1 }) }),
  fc.record({ kind: fc.constant("quiet" as const), seconds: fc.nat(30) }),
);

/** The update made by `change` on top of the document. */
function updateOf(doc: Y.Doc, change: (list: Y.Array<string>) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change(doc.getArray("list"));
  return Y.encodeStateAsUpdate(doc, before);
}

const copyOf = (update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
};

function take(shadow: ShadowDoc, truth: Y.Doc, taken: Step): void {
  switch (taken.kind) {
    case "write":
    case "erase": {
      const update = updateOf(truth, (list) => {
        if (taken.kind === "write") list.push([taken.text]);
        else if (list.length > 0) list.delete(0);
      });
      Y.applyUpdate(shadow.doc, update);
      shadow.keep(update);
      return;
    }
    case "refuse":
      shadow.doc.getArray("list").push([taken.text]);
      shadow.revert();
      return;
    case "quiet":
      for (let second = 0; second < taken.seconds; second += 1) shadow.sweep();
  }
}

test("a document gives the same replies from its bytes and as a live `Y.Doc`", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat(60), (steps, at) => {
      const truth = new Y.Doc();
      const shadow = new ShadowDoc(Y.encodeStateAsUpdate(truth));
      let earlier = Y.encodeStateVector(truth);
      let known = Y.encodeStateAsUpdate(truth);
      for (const [index, taken] of steps.entries()) {
        take(shadow, truth, taken);
        if (index !== at) continue;
        earlier = shadow.stateVector();
        known = shadow.snapshot();
      }
      const whole = ["list", truth.getArray("list").toJSON()];
      expect(["list", copyOf(shadow.snapshot()).getArray("list").toJSON()]).toEqual(whole);
      expect(Y.decodeStateVector(shadow.stateVector())).toEqual(
        Y.decodeStateVector(Y.encodeStateVector(truth)),
      );
      const late = copyOf(known);
      Y.applyUpdate(late, shadow.missing(earlier));
      expect(["list", late.getArray("list").toJSON()]).toEqual(whole);
      expect(shadow.doc.getArray("list").toJSON()).toEqual(whole[1]);
    }),
  );
});

test("a document that is written is live, and otherwise only bytes", () => {
  const shadow = new ShadowDoc(Y.encodeStateAsUpdate(new Y.Doc()));
  const written = shadow.doc;
  for (let second = 0; second < 3; second += 1) shadow.sweep();
  expect(shadow.doc).toBe(written);
  for (let second = 0; second < 4; second += 1) shadow.sweep();
  expect(shadow.doc).not.toBe(written);
});

test("an invalid state vector is rejected, in both forms", () => {
  const shadow = new ShadowDoc(Y.encodeStateAsUpdate(new Y.Doc()));
  const broken = Uint8Array.of(9, 200);
  expect(() => shadow.missing(broken)).toThrow(/Unexpected end/);
  expect(shadow.doc.isDestroyed).toBe(false);
  expect(() => shadow.missing(broken)).toThrow(/Unexpected end/);
});

test("a document replies from its bytes after any writes", () => {
  const shadow = new ShadowDoc(Y.encodeStateAsUpdate(new Y.Doc()));
  const before = Y.encodeStateVector(shadow.doc);
  shadow.doc.getArray("list").push(["one"]);
  shadow.keep(Y.encodeStateAsUpdate(shadow.doc, before));
  expect(shadow.snapshot()).not.toBe(shadow.snapshot());
  for (let second = 0; second < 4; second += 1) shadow.sweep();
  expect(shadow.snapshot()).toBe(shadow.snapshot());
});
