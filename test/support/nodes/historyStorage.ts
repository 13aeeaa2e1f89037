import pg from "pg";
import * as Y from "yjs";
import { readState } from "../../../schema/presentation/document.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";

/** A document in PostgreSQL, read with plain SQL, independently of the server's code. */
export interface FoundDocument {
  readonly state: PresentationState;
  readonly snapshot: Y.Snapshot;
  /** Number of operations of each Yjs client. */
  readonly clocks: ReadonlyMap<number, number>;
}

const PIECES = "SELECT bytes FROM offplan.pieces WHERE room = $1 ORDER BY position";

async function ask<Row>(url: string, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query(sql, [...values]);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

/** `undefined` if the room was never stored. Throws if a piece of its history is missing or invalid. */
export async function findDocument(url: string, room: string): Promise<FoundDocument | undefined> {
  const pieces = await ask<{ readonly bytes: Buffer }>(url, PIECES, [room]);
  if (pieces.length === 0) return undefined;
  const doc = new Y.Doc();
  for (const { bytes } of pieces) Y.applyUpdate(doc, bytes);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error(`${room}: a piece of the history is missing`);
  }
  const state = readState(doc);
  if (!state.ok) throw new Error(`${room}: ${state.problem.key}: ${state.problem.message}`);
  const snapshot = Y.snapshot(doc);
  doc.destroy();
  return { state: state.value, snapshot, clocks: snapshot.sv };
}

/** Other data in PostgreSQL. */
export interface Kept {
  /** Whether each has ended. */
  readonly presentations: ReadonlyMap<string, boolean>;
  readonly statuses: ReadonlyMap<string, string>;
  readonly hearts: ReadonlySet<string>;
}

export async function findKept(url: string): Promise<Kept> {
  const [presentations, statuses, hearts] = await Promise.all([
    ask<{ id: string; ended: boolean }>(
      url,
      "SELECT id, ended_at_ms IS NOT NULL AS ended FROM offplan.presentations",
      [],
    ),
    ask<{ unit: string; status: string }>(
      url,
      "SELECT unit, status FROM offplan.unit_statuses",
      [],
    ),
    ask<{ unit: string }>(url, "SELECT unit FROM offplan.hearts", []),
  ]);
  return {
    presentations: new Map(presentations.map(({ id, ended }) => [id, ended])),
    statuses: new Map(statuses.map(({ unit, status }) => [unit, status])),
    hearts: new Set(hearts.map(({ unit }) => unit)),
  };
}
