import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as Y from "yjs";
import { readState } from "../../../../schema/presentation/document.ts";
import { compareMoments, type Moment } from "../../../../schema/history/moment.ts";
import type { PresentationState } from "../../../../schema/presentation/presentation.ts";

/** A stopped server's data, read from the file, independently of the server's code. */
export interface Found {
  readonly presentations: ReadonlyMap<string, { readonly ended: boolean }>;
  /** The rooms of presentations and of documents: one each. */
  readonly rooms: readonly string[];
  readonly documentRooms: readonly string[];
  readonly statuses: ReadonlyMap<string, string>;
  document(room: string): FoundDocument;
  /** In the order of `compareMoments`. */
  moments(room: string): readonly Moment[];
}

interface FoundDocument {
  readonly state: PresentationState;
  /** Number of operations of each Yjs client. */
  readonly clocks: ReadonlyMap<number, number>;
}

const FILE = "offplan.sqlite";

/** Copies the database, so that the original remains for the server to recover. */
async function copyDatabase(dataDir: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-found-"));
  const missing = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "ENOENT") throw error;
  };
  for (const file of [FILE, `${FILE}-wal`]) {
    await copyFile(join(dataDir, file), join(folder, file)).catch(missing);
  }
  return folder;
}

function readDocument(pieces: readonly Uint8Array[]): FoundDocument {
  const doc = new Y.Doc();
  for (const piece of pieces) Y.applyUpdate(doc, piece);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error("a piece of the history is missing");
  }
  const state = readState(doc);
  if (!state.ok) throw new Error(`${state.problem.key}: ${state.problem.message}`);
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  doc.destroy();
  return { state: state.value, clocks };
}

export async function readDatabaseFile(dataDir: string): Promise<Found> {
  const folder = await copyDatabase(dataDir);
  const database = new DatabaseSync(join(folder, FILE));
  try {
    const rows = (sql: string) => database.prepare(sql).all();
    const presentations = rows("SELECT id, room, ended_at_ms AS ended FROM presentations");
    const pieces = rows("SELECT room, bytes FROM pieces ORDER BY id");
    const moments = rows("SELECT room, moment FROM moments");
    const statuses = rows("SELECT unit, status FROM unit_statuses");
    return {
      presentations: new Map(
        presentations.map(({ id, ended }) => [String(id), { ended: ended !== null }]),
      ),
      rooms: presentations.map(({ room }) => String(room)).toSorted(),
      documentRooms: [...new Set(pieces.map(({ room }) => String(room)))].toSorted(),
      statuses: new Map(statuses.map(({ unit, status }) => [String(unit), String(status)])),
      document: (room) =>
        readDocument(
          pieces.filter((piece) => piece["room"] === room).map(({ bytes }) => bytes as Uint8Array),
        ),
      moments: (room) =>
        moments
          .filter((row) => row["room"] === room)
          .map(({ moment }) => JSON.parse(String(moment)) as Moment)
          .toSorted(compareMoments),
    };
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
