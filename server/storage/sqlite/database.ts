import { chmodSync, closeSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { migrate } from "./migrations.ts";

export interface OpenDatabase {
  readonly database: DatabaseSync;
  /** Throws when the file at its path is not the one that is open. */
  readonly checkPlace: () => void;
  /** Throws unless the disk accepts a write. */
  readonly probe: () => void;
  close(): void;
}

/** SQLite's result codes, extended ones reduced to these. */
const RESULT = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  full: 13,
  corrupt: 11,
  cannotOpen: 14,
  notADatabase: 26,
};

const FULL = "out of room: the disk is full";
const READ_ONLY = "read-only: the folder and the file must be writable";

/** File system errors before SQLite opens the file. */
const REFUSED_FILES: Readonly<Record<string, string>> = {
  ENOENT: "impossible to create: its folder is not there",
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EROFS: READ_ONLY,
  ENOSPC: FULL,
};

export function isLocked(error: unknown): boolean {
  if (!(error instanceof Error && "errcode" in error)) return false;
  const result = Number(error.errcode) & 0xff;
  return result === RESULT.busy || result === RESULT.locked;
}

/** An error message for operators. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error;
  if ("code" in error && typeof error.code === "string") {
    const refused = REFUSED_FILES[error.code];
    if (refused !== undefined) return refused;
  }
  if (!("errcode" in error)) return message;
  switch (Number(error.errcode) & 0xff) {
    case RESULT.busy:
    case RESULT.locked:
      return "locked: another process has it open";
    case RESULT.readOnly:
      return READ_ONLY;
    case RESULT.full:
      return FULL;
    case RESULT.corrupt:
    case RESULT.notADatabase:
      return "damaged, or no SQLite database: restore it from a backup";
    case RESULT.cannotOpen:
      return "impossible to open: the folder must exist and be writable";
    default:
      return message;
  }
}

/**
 * Held for the lifetime of the process: two servers on one file would split the participants of a room. The lock is a
 * separate file, so that the database stays readable for backups while the server runs.
 */
function holdLock(path: string, busyTimeoutMs: number): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function createPrivately(path: string): void {
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
}

/**
 * Maximum wait for a lock in ms. Short, because all other calls wait meanwhile; only opening waits for a closing
 * server.
 */
const CALL_WAITS_MS = 250;

/** `secure_delete` overwrites deleted data with zeros, so that free pages contain no erased names. */
const PRAGMAS =
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;";

/** Maximum wait for readers in ms. Short, because every call waits meanwhile and the checkpoint is repeated. */
const READER_WAITS_MS = 50;

/**
 * Moves the write-ahead log into the file and truncates it, since it contains pages from before a deletion. Returns false
 * while a reader needs them.
 */
export function emptyLog(database: DatabaseSync): boolean {
  const waits = database.prepare("PRAGMA busy_timeout").get();
  database.exec(`PRAGMA busy_timeout = ${READER_WAITS_MS}`);
  try {
    const done = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
    return done?.["busy"] === 0;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${Number(waits?.["timeout"])}`);
  }
}

/** Written to prove free space: more than a page and its frame in the log. */
const PROBE = Buffer.alloc(8192);

/**
 * Writes like a call, without a change. Beginning a transaction proves nothing: it succeeds on a full disk, the log has
 * space to overwrite, and a deleted file still accepts writes.
 */
function probeWriting(database: DatabaseSync, path: string): void {
  const version = database.prepare("PRAGMA user_version").get();
  database.exec(`PRAGMA user_version = ${Number(version?.["user_version"])}`);
  const probe = `${path}.probe`;
  try {
    writeFileSync(probe, PROBE, { mode: 0o600 });
  } finally {
    rmSync(probe, { force: true });
  }
}

/**
 * Opens, checks and migrates. WAL with `synchronous = NORMAL` hands every commit to the operating system, so that it
 * survives `kill -9` of the process; a power cut may cost the last commits but never the file's integrity.
 */
export function openDatabase(path: string, busyTimeoutMs: number): OpenDatabase {
  createPrivately(path);
  createPrivately(`${path}.lock`);
  const lock = holdLock(`${path}.lock`, busyTimeoutMs);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    database.exec(PRAGMAS);
    const check = database.prepare("PRAGMA quick_check(1)").get();
    if (check?.["quick_check"] !== "ok") throw new Error("damaged: restore it from a backup");
    migrate(database);
    database.exec(`PRAGMA busy_timeout = ${Math.min(busyTimeoutMs, CALL_WAITS_MS)}`);
  } catch (error) {
    database?.close();
    lock.close();
    throw error;
  }
  const opened = database;
  const inode = statSync(path).ino;
  return {
    database: opened,
    checkPlace: () => {
      const found = statSync(path, { throwIfNoEntry: false })?.ino;
      if (found !== inode) {
        throw new Error(
          found === undefined ? "its file is gone" : "another file has taken its place",
        );
      }
    },
    probe: () => probeWriting(opened, path),
    close: () => {
      opened.close();
      lock.close();
    },
  };
}
