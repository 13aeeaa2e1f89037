import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { measureGrowth } from "../../../client/inspector/model/growth.ts";
import { InspectionModel } from "../../../client/inspector/model/inspectionModel.ts";
import { localEntry } from "../../../client/inspector/model/localEntries.ts";
import { plainReader } from "../../../client/inspector/model/reader.ts";

/** Another application's document, and the timeline lines of its updates. */
function opened() {
  const doc = new Y.Doc();
  const lines: ReturnType<typeof localEntry>[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    lines.push(localEntry(doc, update, origin, 0));
  });
  return { doc, lines };
}

describe("without a server that reports", () => {
  test("a line names the changed value, however deeply nested", () => {
    const { doc, lines } = opened();
    const list = doc.getArray("list");
    list.push(["a"]);
    list.push(["b"]);
    const card = new Y.Map([["title", "x"]]);
    doc.getMap("board").set("card", card);
    card.set("title", "y");
    list.delete(0, 1);
    expect(lines.map(({ touched }) => touched)).toEqual([
      ["list"],
      ["list"],
      ["board/card", "board/card/title"],
      ["board/card/title"],
      ["list"],
    ]);
    expect(lines.at(-1)).toMatchObject({ structs: 0, deletions: 1 });
  });

  test("updates from a provider belong to others, local ones to the page", () => {
    const { doc, lines } = opened();
    const there = new Y.Doc();
    there.getText("notes").insert(0, "hello");
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(there), { awareness: {} });
    doc.getText("notes").insert(5, "!");
    expect(lines.map(({ actor }) => actor)).toEqual(["server", "agent"]);
  });

  test("the past is read although the types are not declared", () => {
    const { doc } = opened();
    const model = new InspectionModel(plainReader);
    model.begin(doc, 0);
    let nowMs = 0;
    doc.on("update", (update: Uint8Array) => model.update(update, doc, nowMs));
    doc.getArray("list").push([{ done: false }, new Y.Map([["deep", 1]])]);
    doc.getText("notes").insert(0, "hello");
    doc.getMap("settings").set("theme", "dark");
    nowMs = 10;
    doc.getText("notes").insert(5, " world");
    const past = model.history.at(5);
    expect(past && plainReader.parse(past)).toEqual({
      ok: true,
      value: {
        list: [{ done: false }, { deep: 1 }],
        notes: "hello",
        settings: { theme: "dark" },
      },
    });
    expect(past?.getText("notes").toJSON()).toBe("hello");
  });

  test("types are told apart by what they held, even if that is nothing", () => {
    const { doc } = opened();
    doc.getArray("list").insert(0, ["a"]);
    doc.getArray("list").delete(0, 1);
    doc.getMap("settings").set("theme", "dark");
    doc.getMap("settings").delete("theme");
    doc.getText("notes").insert(0, "bold", { bold: true });
    const rebuilt = new Y.Doc();
    Y.applyUpdate(rebuilt, Y.encodeStateAsUpdate(doc));
    rebuilt.get("empty");
    expect(Object.fromEntries(plainReader.entries(rebuilt))).toEqual({
      list: [],
      settings: {},
      notes: "bold",
      empty: null,
    });
    expect(rebuilt.getArray("list").toJSON()).toEqual([]);
  });

  test("the page measures its own document", () => {
    const { doc } = opened();
    const list = doc.getArray("list");
    list.push(["a", "b", "c"]);
    list.delete(1, 1);
    const { bytes, structs, tombstones, pending } = measureGrowth(doc, 7);
    expect(bytes).toBe(Y.encodeStateAsUpdate(doc).byteLength);
    expect([structs, tombstones, pending]).toEqual([3, 1, 0]);
  });
});
