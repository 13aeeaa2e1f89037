import type { DatabaseSync } from "node:sqlite";
import { refuseNewer } from "../storage.ts";
import { WEBHOOK_TABLES } from "./webhookTables.ts";

/** Forward only, each run once in this order. A released entry is never edited; the next change is a new entry. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE pieces (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX pieces_by_room ON pieces (room, id);

  CREATE TABLE presentations (
    id TEXT PRIMARY KEY,
    room TEXT NOT NULL UNIQUE,
    project TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    buyer_name TEXT,
    secret_hash BLOB NOT NULL,
    pin_hash BLOB,
    max_viewers INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    away_since_ms INTEGER,
    ended_at_ms INTEGER,
    end_reason TEXT
  ) STRICT;
  CREATE INDEX presentations_by_agent ON presentations (agent_id, created_at_ms);
  CREATE INDEX presentations_open ON presentations (id) WHERE ended_at_ms IS NULL;
  CREATE INDEX presentations_ended ON presentations (ended_at_ms) WHERE ended_at_ms IS NOT NULL;

  CREATE TABLE visits (
    presentation TEXT NOT NULL REFERENCES presentations (id) ON DELETE CASCADE,
    participant TEXT NOT NULL,
    name TEXT NOT NULL,
    joined_at_ms INTEGER NOT NULL,
    left_at_ms INTEGER,
    PRIMARY KEY (presentation, participant)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unit_statuses (
    project TEXT NOT NULL,
    unit TEXT NOT NULL,
    status TEXT NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (project, unit)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unit_versions (
    project TEXT PRIMARY KEY,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE presentations ADD COLUMN presented_at_ms INTEGER;
  UPDATE presentations SET presented_at_ms = away_since_ms;
  `,
  `
  CREATE TABLE hearts (
    presentation TEXT NOT NULL REFERENCES presentations (id) ON DELETE CASCADE,
    participant TEXT NOT NULL,
    unit TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (presentation, participant, unit)
  ) STRICT, WITHOUT ROWID;
  `,
  "ALTER TABLE presentations ADD COLUMN seen_at_ms INTEGER;",
  "ALTER TABLE presentations ADD COLUMN colleague_invitation TEXT;",
  `
  CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    area_unit TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    created_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE lists (
    project TEXT NOT NULL,
    revision INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    file_name TEXT NOT NULL,
    summary TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (project, revision)
  ) STRICT;

  CREATE TABLE list_heads (
    project TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    current INTEGER NOT NULL,
    former BLOB
  ) STRICT;

  CREATE TABLE list_mappings (
    project TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE moments (
    room TEXT NOT NULL REFERENCES presentations (room) ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    node TEXT NOT NULL,
    n INTEGER NOT NULL,
    moment TEXT NOT NULL,
    PRIMARY KEY (room, at_ms, node, n)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE recaps (
    presentation TEXT PRIMARY KEY REFERENCES presentations (id) ON DELETE CASCADE,
    invitation TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    units_then TEXT NOT NULL,
    opens INTEGER NOT NULL,
    opened_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE follow_ups (
    presentation TEXT PRIMARY KEY REFERENCES presentations (id) ON DELETE CASCADE,
    notes TEXT NOT NULL,
    appointment TEXT NOT NULL,
    contact TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  WEBHOOK_TABLES,
  "CREATE INDEX presentations_by_time ON presentations (created_at_ms)",
  `
  CREATE TABLE pictures (
    project TEXT NOT NULL,
    file TEXT NOT NULL,
    turn INTEGER NOT NULL,
    name TEXT NOT NULL,
    facts TEXT NOT NULL,
    place TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (project, file)
  ) STRICT;

  CREATE TABLE picture_heads (
    project TEXT PRIMARY KEY,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE removed_projects (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    area_unit TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE unit_prices (
    project TEXT NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (project, unit)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Brings the schema up to date in one transaction. Refuses a database that a newer version of the server wrote. */
export function migrate(database: DatabaseSync): void {
  const row = database.prepare("PRAGMA user_version").get();
  const version = Number(row?.["user_version"]);
  refuseNewer(version, MIGRATIONS.length);
  if (version === MIGRATIONS.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
