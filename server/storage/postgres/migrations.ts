import { refuseNewer } from "../storage.ts";
import type { Database, Query } from "./database.ts";
import { RELAY_TABLES } from "./relayTables.ts";
import { WEBHOOK_TABLES } from "./webhookTables.ts";

/** Forward only, each run once in this order. A released entry is never edited; the next change is a new entry. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE offplan.presentations (
    id text COLLATE "C" PRIMARY KEY,
    room text COLLATE "C" NOT NULL UNIQUE,
    project text NOT NULL,
    agent_id text COLLATE "C" NOT NULL,
    agent_name text NOT NULL,
    buyer_name text,
    secret_hash bytea NOT NULL,
    pin_hash bytea,
    max_viewers integer NOT NULL,
    colleague_invitation text,
    created_at_ms bigint NOT NULL,
    expires_at_ms bigint NOT NULL,
    presented_at_ms bigint,
    away_since_ms bigint,
    seen_at_ms bigint,
    ended_at_ms bigint,
    end_reason text,
    created_as bigint GENERATED ALWAYS AS IDENTITY
  );
  CREATE INDEX presentations_by_agent ON offplan.presentations (agent_id, created_at_ms);
  CREATE INDEX presentations_open ON offplan.presentations (id) WHERE ended_at_ms IS NULL;
  CREATE INDEX presentations_ended ON offplan.presentations (ended_at_ms)
    WHERE ended_at_ms IS NOT NULL;

  CREATE TABLE offplan.pieces (
    room text COLLATE "C" NOT NULL REFERENCES offplan.presentations (room) ON DELETE CASCADE,
    position bigint GENERATED ALWAYS AS IDENTITY,
    bytes bytea NOT NULL,
    PRIMARY KEY (room, position)
  );

  CREATE TABLE offplan.visits (
    presentation text COLLATE "C" NOT NULL
      REFERENCES offplan.presentations (id) ON DELETE CASCADE,
    participant text COLLATE "C" NOT NULL,
    name text NOT NULL,
    joined_at_ms bigint NOT NULL,
    left_at_ms bigint,
    PRIMARY KEY (presentation, participant)
  );

  CREATE TABLE offplan.hearts (
    presentation text COLLATE "C" NOT NULL
      REFERENCES offplan.presentations (id) ON DELETE CASCADE,
    participant text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    at_ms bigint NOT NULL,
    PRIMARY KEY (presentation, participant, unit)
  );

  CREATE TABLE offplan.unit_versions (
    project text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL
  );
  CREATE TABLE offplan.unit_statuses (
    project text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    status text NOT NULL,
    changed_at_ms bigint NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (project, unit)
  );

  CREATE TABLE offplan.secrets (
    name text PRIMARY KEY,
    value text NOT NULL
  );
  `,
  `
  CREATE TABLE offplan.projects (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    currency text NOT NULL,
    area_unit text NOT NULL,
    created_at_ms bigint NOT NULL,
    created_by text NOT NULL
  );

  CREATE TABLE offplan.lists (
    project text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    previous bigint NOT NULL,
    at_ms bigint NOT NULL,
    made_by text NOT NULL,
    file_name text NOT NULL,
    summary text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (project, revision)
  );

  CREATE TABLE offplan.list_heads (
    project text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL,
    current bigint NOT NULL,
    former bytea
  );

  CREATE TABLE offplan.list_mappings (
    project text COLLATE "C" PRIMARY KEY,
    mapping text NOT NULL
  );
  `,
  `
  CREATE TABLE offplan.moments (
    room text COLLATE "C" NOT NULL REFERENCES offplan.presentations (room) ON DELETE CASCADE,
    at_ms bigint NOT NULL,
    node text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    moment text NOT NULL,
    PRIMARY KEY (room, at_ms, node, n)
  );
  `,
  `
  CREATE TABLE offplan.recaps (
    presentation text COLLATE "C" PRIMARY KEY REFERENCES offplan.presentations (id) ON DELETE CASCADE,
    invitation text NOT NULL,
    created_at_ms bigint NOT NULL,
    units_then text NOT NULL,
    opens integer NOT NULL,
    opened_at_ms bigint
  );
  `,
  `
  CREATE TABLE offplan.follow_ups (
    presentation text COLLATE "C" PRIMARY KEY REFERENCES offplan.presentations (id) ON DELETE CASCADE,
    notes text NOT NULL,
    appointment text NOT NULL,
    contact text NOT NULL
  );
  `,
  WEBHOOK_TABLES,
  "CREATE INDEX presentations_by_time ON offplan.presentations (created_at_ms)",
  `
  CREATE TABLE offplan.pictures (
    project text COLLATE "C" NOT NULL,
    file text COLLATE "C" NOT NULL,
    turn integer NOT NULL,
    name text NOT NULL,
    facts text NOT NULL,
    place text NOT NULL,
    at_ms bigint NOT NULL,
    made_by text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (project, file)
  );

  CREATE TABLE offplan.picture_heads (
    project text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL
  );
  `,
  RELAY_TABLES,
  `
  CREATE TABLE offplan.removed_projects (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    currency text NOT NULL,
    area_unit text NOT NULL
  );
  `,
  `
  CREATE TABLE offplan.unit_prices (
    project text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    price bigint NOT NULL,
    changed_at_ms bigint NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (project, unit)
  );
  `,
];

/** Key of the advisory lock; arbitrary, but unused in the database. */
const LOCK = 0x0ff91a;
/** Maximum wait for the lock: of several processes that start at once one migrates and the others wait. */
const WITHIN_MS = 60_000;

/** For a role without the right to create schemas an existing schema is used. */
async function makeSchema(query: Query): Promise<void> {
  const found = await query("SELECT 1 FROM pg_namespace WHERE nspname = 'offplan'");
  if (found.length === 0) await query("CREATE SCHEMA offplan");
  await query(`CREATE TABLE IF NOT EXISTS offplan.migrations (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
}

/**
 * Brings the schema up to date, in one transaction. Refuses a database of a newer version. The transaction holds the
 * lock, so it ends with the process.
 */
export function migrate(database: Database): Promise<void> {
  return database.alone(WITHIN_MS, async (query) => {
    await query("BEGIN");
    await query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await makeSchema(query);
    const [row] = await query<{ readonly version: number }>(
      "SELECT coalesce(max(version), 0) AS version FROM offplan.migrations",
    );
    const version = row?.version ?? 0;
    refuseNewer(version, MIGRATIONS.length);
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await query(migration);
      await query("INSERT INTO offplan.migrations (version) VALUES ($1)", [index + 1]);
    }
    await query("COMMIT");
  });
}
