import { afterAll, beforeAll, expect, test } from "vitest";
import { storageOver } from "../../../server/storage/sqlite/storageOver.ts";
import { StorageError, type Storage } from "../../../server/storage/storage.ts";
import { openOperationCalls } from "../../../server/workers/storage/operationCalls.ts";
import { describeStorage } from "../../server/storage/contract/contract.ts";
import { describeWebhooks } from "../../server/storage/contract/contractWebhooks.ts";
import {
  openObjectDatabases,
  type ObjectDatabases,
} from "../../support/workers/objectDatabases.ts";

let databases: ObjectDatabases;
let objects = 0;
beforeAll(async () => {
  databases = await openObjectDatabases();
});
afterAll(() => databases.close());

/** An object of its own, with an empty database, called as rooms call the directory. */
async function openObjectStorage(): Promise<Storage> {
  const database = await databases.get(`database ${objects++}`);
  let isOpen = true;
  const calls = openOperationCalls((name, args) => {
    if (!isOpen) throw new StorageError("closed");
    return database.operate(name, args);
  });
  return {
    ...storageOver(calls),
    close: async () => {
      isOpen = false;
    },
  };
}

describeStorage("The SQLite of a Durable Object", openObjectStorage);
describeWebhooks("The SQLite of a Durable Object", openObjectStorage);

test("a failed operation changes nothing, and says so as storage does", async () => {
  const storage = await openObjectStorage();
  const unit = { unit: "a-1", status: "sold", changedAtMs: 1, changedBy: "agent" } as const;
  const wrong = { ...unit, changedBy: undefined } as unknown as typeof unit;
  await expect(storage.units.set("small", wrong, undefined)).rejects.toBeInstanceOf(StorageError);
  expect(await storage.units.list("small")).toEqual({ version: 0, statuses: [] });
});
