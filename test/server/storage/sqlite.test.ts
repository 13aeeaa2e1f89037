import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runBatch } from "../../../server/storage/sqlite/thread/batch.ts";
import { explain, openDatabase } from "../../../server/storage/sqlite/database.ts";
import type { Request } from "../../../server/storage/sqlite/thread/messages.ts";
import { openOperations } from "../../../server/storage/sqlite/operations.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite/sqlite.ts";
import { VISITS_LISTED } from "../../../server/storage/storage.ts";
import { describeStorage } from "./contract/contract.ts";
import { describeWebhooks } from "./contract/contractWebhooks.ts";
import { bytes, record } from "./records.ts";

let folder = "";
let files = 0;
const newPath = () => join(folder, `${files++}.sqlite`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "offplan-storage-"));
});
afterAll(() => rm(folder, { recursive: true }));

describeStorage("SQLite", () => openSqliteStorage({ path: newPath() }));
describeWebhooks("SQLite", () => openSqliteStorage({ path: newPath() }));

const refusal = (path: string) =>
  openSqliteStorage({ path, busyTimeoutMs: 20 }).then(
    () => expect.unreachable("it opened"),
    (error: unknown) => error,
  );

describe("the embedded database", () => {
  test("keeps its data across a restart", async () => {
    const path = newPath();
    const first = await openSqliteStorage({ path });
    await first.presentations.create(record("p", { room: "room" }), bytes(1));
    await first.close();
    const second = await openSqliteStorage({ path });
    expect(await second.documents.load("room")).toMatchObject([{ bytes: bytes(1) }]);
    await second.close();
  });

  test("trap 58: 100,000 visits make a page neither large nor slow to transfer", async () => {
    const path = newPath();
    const storage = await openSqliteStorage({ path });
    await storage.presentations.create(record("p"), bytes(1));
    const database = new DatabaseSync(path);
    const numbers = (last: number) =>
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`;
    const columns = database
      .prepare("SELECT name FROM pragma_table_info('presentations')")
      .all()
      .map(({ name }) => String(name));
    const copied = columns.map((name) => (name === "id" || name === "room" ? "'p' || i" : name));
    database.exec(`${numbers(999)} INSERT INTO presentations (${columns.join()})
      SELECT ${copied.join()} FROM presentations, n`);
    database.exec(`${numbers(100)} INSERT INTO visits
      (presentation, participant, name, joined_at_ms, left_at_ms) SELECT id, 'buyer:' || i, 'Omar', i, NULL FROM presentations, n`);
    database.close();
    const { presentations, next } = await storage.presentations.listPage("agent", undefined, 50);
    expect(presentations.map(({ record: { id } }) => id).slice(0, 2)).toEqual(["p999", "p998"]);
    expect(new Set(presentations.map(({ visitCount }) => visitCount))).toEqual(new Set([100]));
    expect(presentations.flatMap(({ visits }) => visits)).toHaveLength(50 * VISITS_LISTED);
    expect(next).toBeDefined();
    await storage.close();
  });

  test("an update whose promise resolved survives kill -9", async () => {
    const path = newPath();
    const writer = spawn(process.execPath, [
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(new URL("./contract/keepForever.ts", import.meta.url)),
      path,
    ]);
    let resolved = 0;
    writer.stdout.on("data", (chunk: Buffer) => {
      resolved += chunk.byteLength;
      if (resolved >= 50) writer.kill("SIGKILL");
    });
    await once(writer, "close");
    const storage = await openSqliteStorage({ path });
    const kept = (await storage.documents.load("room")) ?? [];
    await storage.close();
    expect(resolved).toBeGreaterThanOrEqual(50);
    expect(kept.length).toBeGreaterThan(resolved);
    expect(kept.map((piece) => piece.bytes[0])).toEqual(kept.map((_, index) => index % 256));
  });

  test("its files are readable only by their owner", async () => {
    const path = newPath();
    const storage = await openSqliteStorage({ path });
    await storage.presentations.create(record("p"), bytes(1));
    for (const file of [path, `${path}-wal`, `${path}.lock`]) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    }
    await storage.close();
  });

  test("a second server is refused, while a backup may read", async () => {
    const path = newPath();
    const storage = await openSqliteStorage({ path });
    await storage.presentations.create(record("p"), bytes(1));
    expect(await refusal(path)).toMatchObject({
      code: "storage_failed",
      message: expect.stringContaining("locked") as string,
    });
    const backup = new DatabaseSync(path, { readOnly: true });
    expect(backup.prepare("SELECT count(*) AS count FROM pieces").get()).toEqual({ count: 1 });
    backup.close();
    await storage.close();
    await (await openSqliteStorage({ path, busyTimeoutMs: 20 })).close();
  });

  test("a file that is not a database is refused and left unchanged", async () => {
    const path = newPath();
    await writeFile(path, "not a database, but long enough to be taken for one".repeat(100));
    const before = await readFile(path);
    expect(await refusal(path)).toMatchObject({
      code: "storage_failed",
      message: expect.stringContaining("damaged") as string,
    });
    expect(await readFile(path)).toEqual(before);
  });

  test.each([
    ["EACCES", "read-only"],
    ["EROFS", "read-only"],
    ["ENOSPC", "disk is full"],
  ])("%s of the file system is described in words", (code, words) => {
    expect(explain(Object.assign(new Error("open"), { code }))).toContain(words);
  });

  test("a missing folder is named", async () => {
    const path = join(folder, "nowhere", "offplan.sqlite");
    expect(await refusal(path)).toMatchObject({
      code: "storage_failed",
      message: expect.stringContaining(path) as string,
    });
  });

  test("a database of a newer version is refused", async () => {
    const path = newPath();
    const newer = new DatabaseSync(path);
    newer.exec("PRAGMA user_version = 999");
    newer.close();
    expect(await refusal(path)).toMatchObject({
      code: "newer_schema",
      message: expect.stringContaining("newer version") as string,
    });
  });

  test("a full disk fails the call that does not fit, with a message, and keeps the others of its batch", () => {
    const opened = openDatabase(newPath(), 20);
    const { database } = opened;
    database.exec("PRAGMA max_page_count = 40");
    const operations = openOperations(database, opened.probe);
    operations.createPresentation(record("p", { room: "room" }), bytes(0));
    const append = (id: number, update: Uint8Array): Request => ({
      id,
      name: "appendUpdates",
      args: ["room", [update]],
    });
    const replies = runBatch(opened, operations, [
      append(1, new Uint8Array([1])),
      append(2, new Uint8Array(512 * 1024)),
      append(3, new Uint8Array([3])),
    ]);
    expect(replies.map(({ id, ok }) => [id, ok])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
    expect(replies[1]).toMatchObject({ message: "out of room: the disk is full" });
    const kept = operations.loadDocument("room")?.map((piece) => piece.bytes);
    expect(kept).toEqual([bytes(0), bytes(1), bytes(3)]);
    opened.close();
  });

  test("a database whose file was deleted or replaced accepts no writes, and still reads", async () => {
    const path = newPath();
    const storage = await openSqliteStorage({ path });
    await storage.presentations.create(record("p", { room: "room" }), bytes(1));
    const append = () => storage.documents.append("room", [new Uint8Array([2])]);
    await rename(path, `${path}.away`);
    await expect(append()).rejects.toThrow("its file is gone");
    await writeFile(path, "");
    await expect(append()).rejects.toThrow("another file has taken its place");
    expect(await storage.documents.load("room")).toMatchObject([{ bytes: bytes(1) }]);
    await rename(`${path}.away`, path);
    await append();
    expect(await storage.documents.load("room")).toMatchObject([{}, { bytes: bytes(2) }]);
    await storage.close();
  });

  test("a stalled database does not hold the event loop", async () => {
    const path = newPath();
    const storage = await openSqliteStorage({ path });
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    let kept = false;
    const append = storage.documents
      .append("room", [new Uint8Array([1])])
      .then(() => (kept = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(kept).toBe(false);
    other.exec("COMMIT");
    other.close();
    await append;
    await storage.close();
  });
});
