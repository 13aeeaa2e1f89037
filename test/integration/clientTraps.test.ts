import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { createPresentationStore } from "../../client/session/room/presentationStore.ts";
import {
  openWriter,
  presentationArray,
  readState,
  seed,
} from "../../schema/presentation/document.ts";
import { openBuyer } from "../support/server/people.ts";
import { openStockClient } from "../support/server/wires/stockClient.ts";
import { openTestServer } from "../support/server/testServer.ts";

const ROOT = join(import.meta.dirname, "..", "..");

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/node_modules|dist/.test(path));
}

async function importersOf(name: RegExp): Promise<string[]> {
  const paths = (await Promise.all(["schema", "server", "client"].map(sources))).flat();
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  return paths
    .filter((_path, place) => name.test(texts[place] ?? ""))
    .map((path) => path.slice(ROOT.length + 1))
    .toSorted();
}

describe("trap 19: one copy of Yjs", () => {
  test.each(["yjs", "lib0", "y-protocols"])(
    "%s is installed once, on disk and in the lock file",
    async (name) => {
      const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")) as {
        packages: Record<string, unknown>;
      };
      const locked = Object.keys(lock.packages).filter((path) =>
        path.endsWith(`node_modules/${name}`),
      );
      expect(locked).toEqual([`node_modules/${name}`]);
      const folders = await readdir(join(ROOT, "node_modules"), {
        withFileTypes: true,
        recursive: true,
      });
      const onDisk = folders.filter(
        (entry) =>
          entry.isDirectory() && entry.name === name && entry.parentPath.endsWith("node_modules"),
      );
      expect(onDisk.map((entry) => join(entry.parentPath, entry.name))).toEqual([
        join(ROOT, "node_modules", name),
      ]);
    },
  );
});

test("trap 21: a snapshot is the same object until something changed", () => {
  const doc = new Y.Doc();
  const store = createPresentationStore();
  store.follow(doc);
  seed(doc, { meta: { version: 1, project: "p" }, view: { screen: "layouts" } });
  const first = store.get();
  expect(store.get()).toBe(first);
  presentationArray(doc).push([{ key: "view", val: { screen: "layouts" } }]);
  expect(store.get()).toBe(first);
  presentationArray(doc).push([{ key: "view", val: { screen: "shortlist" } }]);
  expect(store.get()).not.toBe(first);
  expect(store.get()?.filters).toBe(first?.filters);
});

test("trap 25: only an agent's session opens a writer, and only it constructs a YKeyValue", async () => {
  expect(await importersOf(/y-utility/)).toEqual(["schema/presentation/document.ts"]);
  expect(await importersOf(/\bopenWriter\b/)).toEqual([
    "client/session/agentSession.ts",
    "schema/presentation/document.ts",
  ]);
});

test("trap 25: a document with overwritten entries is served as it is", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const token = await presentation.roomToken("agent");
  const agent = openStockClient(server.url, presentation.room, token);
  await agent.synced();
  const shown = (screen: string) => ({ key: "view", val: { screen } });
  presentationArray(agent.doc).push([shown("layouts"), shown("shortlist")]);
  const buyer = await openBuyer(server, presentation);
  await buyer.until(() => buyer.state()?.view.screen === "shortlist");
  expect(presentationArray(buyer.doc).toArray()).toHaveLength(4);
  expect(presentationArray(agent.doc).toArray()).toHaveLength(4);
});

/** Placeholders: each is replaced by a test of the behaviour once it is built. */
describe("traps of features that are not built", () => {
  test.each([["trap 51: no PDF is made by us, Arabic or other", /pdf-?lib|pdfkit|jspdf/i]])(
    "%s",
    async (_title, word) => {
      expect(await importersOf(word)).toEqual([]);
    },
  );
});

test("trap 50: no page works in a frame of another site, where storage would be partitioned", async () => {
  const server = await openTestServer();
  for (const path of ["/agent", "/p/nothing", "/"]) {
    const answer = await server.call("GET", path);
    expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  }
});

test("trap 52: a document keeps no deleted content: an hour's views leave one", async () => {
  expect(await importersOf(/\bgc:\s*false\b|\.gc\s*=\s*false/)).toEqual([]);
  const doc = new Y.Doc();
  seed(doc, { meta: { version: 1, project: "p" }, view: { screen: "layouts" } });
  const writer = openWriter(doc);
  writer.write({ view: { screen: "unit", unit: "a" } });
  const { byteLength } = Y.encodeStateAsUpdate(doc);
  for (let count = 0; count < 3600; count += 1) {
    writer.write({ view: { screen: "unit", unit: `b-${count}` } });
  }
  expect(Y.encodeStateAsUpdate(doc).byteLength).toBeLessThan(byteLength * 3);
});

/** A document written by `y-utility` 0.1.4, with an overwritten and a removed entry. */
const STORED_BY_0_1_4 =
  "AQMHAAgBDHByZXNlbnRhdGlvbgF2AgNrZXl3BG1ldGEDdmFsdgIHdmVyc2lvbn0BB3Byb2plY3R3AXCBBwAEiAcEAXYCA2tleXcEdmlldwN2YWx2AgZzY3JlZW53BHVuaXQEdW5pdHcGYi0xMjA0AQcBAQQ=";

test("trap 55: entries stored by an older YKeyValue are read, and can be overwritten", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(STORED_BY_0_1_4, "base64"));
  const before = readState(doc);
  expect(before.ok && before.value.view).toEqual({ screen: "unit", unit: "b-1204" });
  const writer = openWriter(doc);
  writer.write({ view: { screen: "shortlist" } });
  const after = readState(doc);
  expect(after.ok && after.value.view).toEqual({ screen: "shortlist" });
});

/** 53 (numbers changed by a spreadsheet) is covered by the tests of list reading. */
const ALL = Array.from({ length: 60 }, (_, before) => before + 1).filter((number) => number !== 53);

test("every known trap has a test that names it", async () => {
  const texts = await Promise.all(
    (await sources("test"))
      .filter((path) => /\.test\.tsx?$/.test(path))
      .map((path) => readFile(path, "utf8")),
  );
  const named = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/["`]trap (\d+): /g)].map(([, number]) => Number(number)),
    ),
  );
  expect(ALL.filter((number) => !named.has(number))).toEqual([]);
});
