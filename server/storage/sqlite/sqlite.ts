import { StorageError, type Storage } from "../storage.ts";
import { SqliteConnection } from "./thread/connection.ts";
import { storageOver } from "./storageOver.ts";

export interface SqliteOptions {
  /** The database's file; its folder must exist. */
  readonly path: string;
  /** How long to wait while another process locks the file, in ms. */
  readonly busyTimeoutMs?: number;
  /** Called when its thread has died: no call will succeed again. */
  readonly died?: (error: StorageError) => void;
}

/** The embedded storage, in a thread of its own: a stalled disk delays its own calls and nothing else. */
export async function openSqliteStorage(options: SqliteOptions): Promise<Storage> {
  const { path, busyTimeoutMs = 5000, died = () => undefined } = options;
  const connection = new SqliteConnection({ path, busyTimeoutMs }, died);
  try {
    await connection.opened();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { message, code } = error;
    throw new StorageError(`The database ${path} is ${message}`, { cause: error, code });
  }
  return { ...storageOver(connection), close: () => connection.close() };
}
