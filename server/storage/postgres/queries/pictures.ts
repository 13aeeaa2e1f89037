import { PICTURE_BYTES_KEPT, PICTURES_KEPT, type PictureStorage } from "../../pictures.ts";
import { toPicture, type PictureRow } from "../../rows.ts";
import type { Database, Query } from "../database.ts";

const MAKE_HEAD = `
  INSERT INTO offplan.picture_heads (project, version) VALUES ($1, 0) ON CONFLICT DO NOTHING`;
/** Serialises changes of a project's pictures: the row is locked until the transaction ends. */
const LOCK_HEAD = "SELECT FROM offplan.picture_heads WHERE project = $1 FOR NO KEY UPDATE";
const GROW = `
  UPDATE offplan.picture_heads SET version = version + 1 WHERE project = $1 RETURNING version`;
const HEADS = "SELECT project, version FROM offplan.picture_heads WHERE version > 0";
const HEAD = "SELECT version FROM offplan.picture_heads WHERE project = $1";
const LIST = `
  SELECT file, name, facts, place, length(content) AS bytes, at_ms, made_by FROM offplan.pictures
  WHERE project = $1 ORDER BY turn`;
const KEPT = `
  SELECT count(*)::bigint AS count, coalesce(sum(length(content)), 0)::bigint AS bytes
  FROM offplan.pictures WHERE project = $1 AND file <> $2`;
const INSERT = `
  INSERT INTO offplan.pictures (project, file, turn, name, facts, place, at_ms, made_by, content)
  VALUES ($1, $2, (SELECT coalesce(max(turn), 0) + 1 FROM offplan.pictures WHERE project = $1),
    $3, $4, $5, $6::bigint, $7, $8)
  ON CONFLICT (project, file) DO UPDATE SET name = excluded.name, facts = excluded.facts,
    place = excluded.place, at_ms = excluded.at_ms, made_by = excluded.made_by`;
const PLACE = "SELECT place FROM offplan.pictures WHERE project = $1 AND file = $2";
const SET_PLACE = "UPDATE offplan.pictures SET place = $3 WHERE project = $1 AND file = $2";
const REMOVE = "DELETE FROM offplan.pictures WHERE project = $1 AND file = $2 RETURNING file";

export function openPictures(database: Database): PictureStorage {
  /** Does the work and increments the version, unless the work is refused: then it must have changed nothing. */
  const change = <Refusal extends string>(
    project: string,
    work: (query: Query) => Promise<Refusal | undefined>,
  ): Promise<number | Refusal> =>
    database.transaction(async (query) => {
      await query(MAKE_HEAD, [project]);
      await query(LOCK_HEAD, [project]);
      const refusal = await work(query);
      if (refusal !== undefined) return refusal;
      const [head] = await query<{ version: number }>(GROW, [project]);
      return head?.version ?? 0;
    });
  return {
    versions: async () => {
      const rows = await database.query<{ project: string; version: number }>(HEADS);
      return new Map(rows.map(({ project, version }) => [project, version]));
    },
    list: async (project) => {
      // The version is read first: after a concurrent change the pictures are read again.
      const [head] = await database.query<{ version: number }>(HEAD, [project]);
      const rows = await database.query<PictureRow>(LIST, [project]);
      return { version: head?.version ?? 0, pictures: rows.map(toPicture) };
    },
    bytes: async (project, file) => {
      const [row] = await database.query<{ content: Uint8Array }>(
        "SELECT content FROM offplan.pictures WHERE project = $1 AND file = $2",
        [project, file],
      );
      return row?.content;
    },
    add: (project, { file, name, facts, place, atMs, by }, bytes) =>
      change(project, async (query) => {
        const [others] = await query<{ count: number; bytes: number }>(KEPT, [project, file]);
        const { count = 0, bytes: kept = 0 } = others ?? {};
        if (count >= PICTURES_KEPT || kept + bytes.byteLength > PICTURE_BYTES_KEPT) return "full";
        await query(INSERT, [project, file, name, facts, place, atMs, by, bytes]);
        return undefined;
      }),
    place: (project, file, place, expected) =>
      change(project, async (query) => {
        const [row] = await query<{ place: string }>(PLACE, [project, file]);
        if (row === undefined) return "unknown";
        if (row.place !== expected) return "stale";
        await query(SET_PLACE, [project, file, place]);
        return undefined;
      }),
    remove: (project, file) =>
      change(project, async (query) =>
        (await query(REMOVE, [project, file])).length === 0 ? "unknown" : undefined,
      ),
  };
}
