import { join, resolve } from "node:path";
import type { Log } from "../log.ts";
import {
  makeSecret,
  openDataDir,
  openSecretFiles,
  type RandomBytes,
  type SecretStore,
} from "../access/secrets.ts";
import { openPostgresStorage } from "./postgres/postgres.ts";
import { openSqliteStorage } from "./sqlite/sqlite.ts";
import type { Storage, StorageError } from "./storage.ts";

export interface OpenedStorage {
  readonly storage: Storage;
  readonly secrets: SecretStore;
}

export interface StorageLocation {
  /** `DATABASE_URL`; with it, `dataDir` is not used. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

export interface StorageSurroundings {
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** The embedded database's thread died: this process can store nothing any more. */
  readonly storageDied: (error: StorageError) => void;
}

const DATABASE_FILE = "offplan.sqlite";

/** PostgreSQL if its URL is set, which needs no folder; otherwise SQLite in the data folder. */
export function openStorage(
  { databaseUrl, dataDir }: StorageLocation,
  surroundings: StorageSurroundings,
): Promise<OpenedStorage> {
  return databaseUrl === undefined
    ? openEmbedded(dataDir, surroundings)
    : openShared(databaseUrl, surroundings);
}

async function openEmbedded(
  dataDir: string,
  { randomBytes, log, storageDied: died }: StorageSurroundings,
): Promise<OpenedStorage> {
  const mode = await openDataDir(dataDir);
  if (mode !== undefined) {
    const fields = { dataDir: resolve(dataDir), mode: mode.toString(8), code: "data_dir_open" };
    log.warn(fields, "others on this machine may read DATA_DIR: chmod 700 keeps them out");
  }
  const storage = await openSqliteStorage({ path: join(dataDir, DATABASE_FILE), died });
  return { storage, secrets: openSecretFiles(dataDir, randomBytes) };
}

async function openShared(
  url: string,
  { randomBytes, log }: StorageSurroundings,
): Promise<OpenedStorage> {
  const storage = await openPostgresStorage({
    url,
    events: {
      failed: (error) =>
        log.warn({ err: error, code: error.code }, "lost a connection to PostgreSQL"),
    },
  });
  return {
    storage,
    secrets: {
      load: (name) => storage.secrets.load(name, () => makeSecret(randomBytes)),
      keepFirst: (name, value) => storage.secrets.load(name, () => value),
      placeOf: (name) => `${name} in the table offplan.secrets`,
    },
  };
}
