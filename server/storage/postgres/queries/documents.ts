import type { DocumentStorage, StoredPiece } from "../../storage.ts";
import type { Database } from "../database.ts";

interface Position {
  readonly position: number;
}

/** The lock waits for a running erasure and delays a later one. */
const KEPT_ROOM = "FROM offplan.presentations WHERE room = $1 FOR KEY SHARE";

const LOAD = "SELECT position, bytes FROM offplan.pieces WHERE room = $1 ORDER BY position";

const APPEND = `
  WITH kept AS (SELECT room ${KEPT_ROOM}),
  history AS (
    INSERT INTO offplan.moments (room, at_ms, node, n, moment)
    SELECT room, at_ms, node, n, moment
    FROM kept, unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[]) AS news (at_ms, node, n, moment)
    ON CONFLICT (room, at_ms, node, n) DO UPDATE SET moment = excluded.moment
  )
  INSERT INTO offplan.pieces (room, bytes)
  SELECT room, bytes FROM kept, unnest($2::bytea[]) WITH ORDINALITY AS updates (bytes, place)
  ORDER BY place
  RETURNING position`;

/** Rows are locked in order, so that two compactions of the same pieces cannot deadlock. */
const COMPACT = `
  WITH kept AS (SELECT room ${KEPT_ROOM}),
  snapshot AS (
    INSERT INTO offplan.pieces (room, bytes) SELECT room, $2::bytea FROM kept RETURNING position
  ),
  replaced AS (
    SELECT position FROM offplan.pieces
    WHERE room = $1 AND position = ANY ($3::bigint[])
    ORDER BY position FOR UPDATE
  ),
  deleted AS (
    DELETE FROM offplan.pieces USING replaced
    WHERE pieces.room = $1 AND pieces.position = replaced.position
  )
  SELECT position FROM snapshot`;

export const openDocuments = ({ query }: Database): DocumentStorage => ({
  load: async (room) => {
    const pieces = await query<StoredPiece>(LOAD, [room]);
    return pieces.length === 0 ? undefined : pieces;
  },
  append: async (room, updates, moments = []) => {
    if (updates.length === 0 && moments.length === 0) return [];
    const kept = await query<Position>(APPEND, [
      room,
      updates,
      moments.map(({ at }) => at),
      moments.map(({ node }) => node),
      moments.map(({ n }) => n),
      moments.map((moment) => JSON.stringify(moment)),
    ]);
    return kept.map(({ position }) => position).toSorted((one, other) => one - other);
  },
  compact: async (room, snapshot, replaced) => {
    const [kept] = await query<Position>(COMPACT, [room, snapshot, replaced]);
    return kept?.position;
  },
});
