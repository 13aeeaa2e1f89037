import { afterAll, beforeAll, expect, test } from "vitest";
import { StorageError, type Storage, type StoredPiece } from "../../../server/storage/storage.ts";
import {
  openSplitStorage,
  type SplitStorageOptions,
} from "../../../server/workers/storage/splitStorage.ts";
import { describeStorage } from "../../server/storage/contract/contract.ts";
import { describeWebhooks } from "../../server/storage/contract/contractWebhooks.ts";
import { record } from "../../server/storage/records.ts";
import {
  openObjectDatabases,
  type ObjectDatabases,
} from "../../support/workers/objectDatabases.ts";

let databases: ObjectDatabases;
let deployments = 0;
beforeAll(async () => {
  databases = await openObjectDatabases();
});
afterAll(() => databases.close());

/** New, empty objects. */
const openObjects = (): Promise<SplitStorageOptions> =>
  databases.open(`deployment ${deployments++}`);

/** Storage over a directory and rooms, called as the server's objects call each other. */
async function openObjectStorage(): Promise<Storage> {
  const { directory, room } = await openObjects();
  let isOpen = true;
  const whileOpen = <Value>(value: Value): Value => {
    if (!isOpen) throw new StorageError("closed");
    return value;
  };
  const storage = openSplitStorage({
    directory: {
      operate: async (...args) => whileOpen(directory).operate(...args),
      erasures: async () => whileOpen(directory).erasures(),
      endErasure: async (erased) => whileOpen(directory).endErasure(erased),
    },
    room: (name) => ({
      operateRoom: async (...args) => whileOpen(room(name)).operateRoom(...args),
      eraseRoom: async () => whileOpen(room(name)).eraseRoom(),
    }),
  });
  return {
    ...storage,
    close: async () => {
      isOpen = false;
    },
  };
}

describeStorage("The SQLite of Durable Objects", openObjectStorage);
describeWebhooks("The SQLite of Durable Objects", openObjectStorage);

test("a failed operation changes nothing, and rejects with a StorageError", async () => {
  const storage = await openObjectStorage();
  const unit = { unit: "a-1", status: "sold", changedAtMs: 1, changedBy: "agent" } as const;
  const wrong = { ...unit, changedBy: undefined } as unknown as typeof unit;
  const set = storage.units.set("small", { statuses: [unit, wrong], prices: [] }, undefined);
  await expect(set).rejects.toBeInstanceOf(StorageError);
  expect(await storage.units.list("small")).toEqual({ version: 0, statuses: [], prices: [] });
});

test("a room's document and history are in the room's own object, and the directory has the first update alone", async () => {
  const objects = await openObjects();
  const storage = openSplitStorage(objects);
  const { room } = record("one");
  await storage.presentations.create(record("one"), Uint8Array.of(1));
  const moment = { at: 1, node: "n", n: 1, kind: "left", by: "buyer:1" } as const;
  await storage.documents.append(room, [Uint8Array.of(2)], [moment]);
  const bytesOf = (pieces: unknown) =>
    (pieces as readonly StoredPiece[]).map(({ bytes }) => Buffer.from(bytes).toString("hex"));
  expect(bytesOf(await objects.directory.operate("loadDocument", [room]))).toEqual(["01"]);
  expect(await objects.directory.operate("loadMoments", [room])).toEqual([]);
  expect(bytesOf(await storage.documents.load(room))).toEqual(["01", "02"]);
  expect(await storage.history.load(room)).toEqual([moment]);
});

test("a room that cannot be erased with its presentation is erased later, and accepts no more updates", async () => {
  const objects = await openObjects();
  let isAway = true;
  const storage = openSplitStorage({
    ...objects,
    room: (name) => {
      const room = objects.room(name);
      return {
        operateRoom: (...args) => room.operateRoom(...args),
        eraseRoom: () => (isAway ? Promise.reject(new Error("away")) : room.eraseRoom()),
      };
    },
  });
  const { id, room } = record("one");
  await storage.presentations.create(record("one"), Uint8Array.of(1));
  await storage.documents.append(room, [Uint8Array.of(2)]);
  expect(await storage.presentations.erase(id)).toBe("later");
  expect(await storage.presentations.find(id)).toBeUndefined();
  expect(await storage.presentations.erase(id)).toBe("later");
  isAway = false;
  expect(await storage.presentations.deleteEndedBefore(0)).toBe(0);
  expect(await storage.presentations.erase(id)).toBe("erased");
  expect(await storage.documents.load(room)).toBeUndefined();
  expect(await storage.documents.append(room, [Uint8Array.of(3)])).toEqual([]);
});
