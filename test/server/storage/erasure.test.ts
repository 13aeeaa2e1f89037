import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStorage } from "../../../server/storage/sqlite/sqlite.ts";
import type { Storage } from "../../../server/storage/storage.ts";
import { openRetentionSweep } from "../../../server/storage/retentionSweep.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { silentLog } from "../../support/room/observer.ts";
import { record } from "./records.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Names that occur nowhere else in the file. */
const NAMED = "Wilhelmina Buyerdottir";
const VISITOR = "Bartholomew Watchington";
const DRAWN = "a-home-that-was-liked-very-much";

let folder = "";
let storage: Storage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "offplan-erasure-"));
  storage = await openSqliteStorage({ path: join(folder, "db.sqlite") });
});
afterEach(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

async function keep(id: string, buyerName = NAMED, visitor = VISITOR): Promise<void> {
  const { presentations, documents } = storage;
  await presentations.create(
    record(id, { room: id, buyerName }),
    Buffer.from(`${DRAWN} by ${buyerName}`),
  );
  const visit = { participant: "buyer:1", name: visitor, joinedAtMs: 1, leftAtMs: 2 };
  await presentations.recordVisit(id, visit);
  await documents.append(id, [Buffer.from(`${DRAWN} by ${buyerName}, again`)]);
  await presentations.addHeart(id, { participant: "buyer:1", unit: visitor, atMs: 1 }, 9);
}

/** All bytes in the data folder: the database, its write-ahead log and other files. */
async function everyByte(): Promise<string> {
  const files = await readdir(folder);
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file), "latin1")));
  return contents.join("");
}

/** Row counts of each table that concerns presentations. */
function countRows(): Record<string, unknown> {
  const database = new DatabaseSync(join(folder, "db.sqlite"), { readOnly: true });
  const count = (table: string) =>
    database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"];
  const counts = {
    presentations: count("presentations"),
    visits: count("visits"),
    hearts: count("hearts"),
    pieces: count("pieces"),
  };
  database.close();
  return counts;
}

test("an erased presentation is in no table, free page or log", async () => {
  await keep("gone");
  await keep("stays", "Another Buyer", "Another Visitor");
  const before = await everyByte();
  for (const text of [NAMED, VISITOR, DRAWN]) expect(before).toContain(text);
  await storage.presentations.erase("gone");
  const after = await everyByte();
  for (const text of [NAMED, VISITOR]) expect(after).not.toContain(text);
  expect(after).toContain("Another Visitor");
  expect(countRows()).toEqual({ presentations: 1, visits: 1, hearts: 1, pieces: 2 });
});

test("a presentation's data is deleted thirty days after its end, and not earlier", async () => {
  const clock = new FakeClock();
  await keep("old");
  await storage.presentations.end("old", { atMs: clock.now(), reason: "ended" });
  const deleted: (() => void)[] = [];
  const sweep = openRetentionSweep({
    presentations: storage.presentations,
    webhooks: storage.webhooks,
    clock,
    log: { ...silentLog, info: () => deleted.forEach((tell) => tell()) },
    retentionMs: 30 * DAY_MS,
  });
  // A sweep that is due while the last one still runs is skipped, so each is awaited.
  const swept = async (byMs: number): Promise<void> => {
    clock.advance(byMs);
    for (let turn = 0; turn < 3; turn++) await storage.ping();
  };
  await swept(30 * DAY_MS - HOUR_MS);
  await swept(HOUR_MS);
  expect(await storage.presentations.find("old")).toBeDefined();
  const told = new Promise<void>((resolve) => {
    deleted.push(resolve);
  });
  clock.advance(HOUR_MS);
  await told;
  sweep.close();
  expect(countRows()).toEqual({ presentations: 0, visits: 0, hearts: 0, pieces: 0 });
  const left = await everyByte();
  for (const text of [NAMED, VISITOR, DRAWN]) expect(left).not.toContain(text);
});
