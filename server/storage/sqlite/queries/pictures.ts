import type { SqlDatabase } from "../sqlDatabase.ts";
import { PICTURE_BYTES_KEPT, PICTURES_KEPT, type PictureRecord } from "../../pictures.ts";
import { toPicture, type PictureRow } from "../../rows.ts";

/** Operations on pictures. */
export function pictureOperations(database: SqlDatabase) {
  const allHeads = database.prepare("SELECT project, version FROM picture_heads");
  const selectHead = database.prepare("SELECT version FROM picture_heads WHERE project = ?");
  const raise = database.prepare(
    `INSERT INTO picture_heads (project, version) VALUES (?, 1)
     ON CONFLICT (project) DO UPDATE SET version = version + 1 RETURNING version`,
  );
  const selectAll = database.prepare(
    `SELECT file, name, facts, place, length(content) AS bytes, at_ms, made_by FROM pictures
     WHERE project = ? ORDER BY turn`,
  );
  const selectBytes = database.prepare(
    "SELECT content FROM pictures WHERE project = ? AND file = ?",
  );
  const kept = database.prepare(
    `SELECT count(*) AS count, coalesce(sum(length(content)), 0) AS bytes FROM pictures
     WHERE project = ? AND file <> ?`,
  );
  const insert = database.prepare(
    `INSERT INTO pictures (project, file, turn, name, facts, place, at_ms, made_by, content)
     VALUES (?1, ?2, (SELECT coalesce(max(turn), 0) + 1 FROM pictures WHERE project = ?1), ?3, ?4, ?5,
       ?6, ?7, ?8)
     ON CONFLICT (project, file) DO UPDATE SET name = excluded.name, facts = excluded.facts,
       place = excluded.place, at_ms = excluded.at_ms, made_by = excluded.made_by`,
  );
  const selectPlace = database.prepare("SELECT place FROM pictures WHERE project = ? AND file = ?");
  const updatePlace = database.prepare(
    "UPDATE pictures SET place = ? WHERE project = ? AND file = ?",
  );
  const remove = database.prepare("DELETE FROM pictures WHERE project = ? AND file = ?");
  const grow = (project: string): number => Number(raise.get(project)?.["version"]);

  return {
    pictureVersions: (): ReadonlyMap<string, number> =>
      new Map(allHeads.all().map((row) => [String(row["project"]), Number(row["version"])])),
    listPictures: (project: string) => ({
      version: Number(selectHead.get(project)?.["version"] ?? 0),
      pictures: (selectAll.all(project) as unknown[] as PictureRow[]).map(toPicture),
    }),
    pictureBytes: (project: string, file: string): Uint8Array | undefined =>
      selectBytes.get(project, file)?.["content"] as Uint8Array | undefined,
    addPicture: (
      project: string,
      record: Omit<PictureRecord, "bytes">,
      bytes: Uint8Array,
    ): number | "full" => {
      const { file, name, facts, place, atMs, by } = record;
      const others = kept.get(project, file);
      const isFull =
        Number(others?.["count"]) >= PICTURES_KEPT ||
        Number(others?.["bytes"]) + bytes.byteLength > PICTURE_BYTES_KEPT;
      if (isFull) return "full";
      insert.run(project, file, name, facts, place, atMs, by, bytes);
      return grow(project);
    },
    placePicture: (
      project: string,
      file: string,
      place: string,
      expected: string,
    ): number | "unknown" | "stale" => {
      const row = selectPlace.get(project, file);
      if (row === undefined) return "unknown";
      if (row["place"] !== expected) return "stale";
      updatePlace.run(place, project, file);
      return grow(project);
    },
    removePicture: (project: string, file: string): number | "unknown" =>
      remove.run(project, file).changes === 0 ? "unknown" : grow(project),
  };
}
