import { StorageError, type Storage } from "../storage.ts";
import { Database, type PostgresEvents } from "./database.ts";
import { openDocuments } from "./queries/documents.ts";
import { openFollowUps } from "./queries/followUps.ts";
import { openHistory } from "./queries/history.ts";
import { openLists } from "./queries/lists.ts";
import { openPictures } from "./queries/pictures.ts";
import { migrate } from "./migrations.ts";
import { openPresentations } from "./queries/presentations.ts";
import { openRecaps } from "./queries/recaps.ts";
import { openSecrets, type SharedSecrets } from "./queries/secrets.ts";
import { openUnits } from "./queries/units.ts";
import { openWebhooks } from "./queries/webhooks.ts";

/** Writes an unused record to the write-ahead log: with a full disk or as a standby the server still answers reads. */
const WRITE = `SELECT pg_logical_emit_message(true, 'offplan', 'ready')
  WHERE NOT current_setting('transaction_read_only')::boolean`;

export interface PostgresOptions {
  readonly url: string;
  readonly events: PostgresEvents;
}

export interface PostgresStorage extends Storage {
  readonly secrets: SharedSecrets;
}

/**
 * Storage for several processes. Every call settles within three seconds; once the server is back, calls succeed again.
 *
 * @throws StorageError if the server is unavailable, or its database belongs to a newer version (`newer_schema`).
 */
export async function openPostgresStorage(options: PostgresOptions): Promise<PostgresStorage> {
  const database = new Database(options.url, options.events);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    if (!(error instanceof StorageError)) throw error;
    throw new StorageError(`The database cannot be used. ${error.message}`, { code: error.code });
  }
  return {
    documents: openDocuments(database),
    presentations: openPresentations(database),
    units: openUnits(database),
    lists: openLists(database),
    pictures: openPictures(database),
    history: openHistory(database),
    recaps: openRecaps(database),
    followUps: openFollowUps(database),
    webhooks: openWebhooks(database),
    secrets: openSecrets(database),
    ping: async () => {
      const [taken] = await database.query(WRITE);
      if (taken === undefined) throw new StorageError("PostgreSQL: it accepts no writes");
    },
    close: () => database.close(),
  };
}
