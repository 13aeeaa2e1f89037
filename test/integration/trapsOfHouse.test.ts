import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { createPresentationStore } from "../../client/session/room/presentationStore.ts";
import { presentationArray, seed } from "../../schema/document.ts";
import { openBuyer } from "../support/server/people.ts";
import { openStockClient } from "../support/server/stockClient.ts";
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
    "%s is there once, on disk and in the lock file",
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
  expect(await importersOf(/y-utility/)).toEqual(["schema/document.ts"]);
  expect(await importersOf(/\bopenWriter\b/)).toEqual([
    "client/session/agentSession.ts",
    "schema/document.ts",
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
