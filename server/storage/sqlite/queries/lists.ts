import type { SqlDatabase } from "../sqlDatabase.ts";
import {
  LISTS_KEPT,
  type CurrentList,
  type ListRecord,
  type NewList,
  type ProjectRecord,
  type RemovedProject,
} from "../../lists.ts";
import {
  toList,
  toProject,
  toRemoved,
  type ListRow,
  type ProjectRow,
  type RemovedRow,
} from "../../rows.ts";

function listHeads(database: SqlDatabase) {
  const select = database.prepare(
    "SELECT version, current, former FROM list_heads WHERE project = ?",
  );
  const all = database.prepare("SELECT project, version FROM list_heads");
  const upsert = database.prepare(
    `INSERT INTO list_heads (project, version, current, former, changed_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (project) DO UPDATE SET version = excluded.version, current = excluded.current,
       former = excluded.former, changed_at_ms = excluded.changed_at_ms`,
  );
  return {
    read: (project: string) => {
      const row = select.get(project);
      return {
        version: Number(row?.["version"] ?? 0),
        current: Number(row?.["current"] ?? 0),
        former: (row?.["former"] ?? undefined) as Uint8Array | undefined,
      };
    },
    versions: (): ReadonlyMap<string, number> =>
      new Map(all.all().map((row) => [String(row["project"]), Number(row["version"])])),
    write: (
      project: string,
      version: number,
      current: number,
      former: Uint8Array,
      atMs: number,
    ): void => {
      upsert.run(project, version, current, former, atMs);
    },
  };
}

/** The tables of all that belongs to a project. */
const PARTS = [
  "lists",
  "list_heads",
  "list_mappings",
  "unit_statuses",
  "unit_prices",
  "unit_versions",
  "pictures",
  "picture_heads",
];

/** Operations on lists. */
export function listOperations(database: SqlDatabase) {
  const heads = listHeads(database);
  const selectProjects = database.prepare("SELECT * FROM projects ORDER BY created_at_ms, id");
  const insertProject = database.prepare(
    `INSERT INTO projects (id, name, currency, area_unit, created_at_ms, created_by)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const selectList = database.prepare("SELECT * FROM lists WHERE project = ? AND revision = ?");
  const selectHistory = database.prepare(
    `SELECT revision, at_ms, made_by, file_name, summary FROM lists WHERE project = ?
     ORDER BY revision DESC`,
  );
  const insertList = database.prepare(
    `INSERT INTO lists (project, revision, previous, at_ms, made_by, file_name, summary, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const removeList = database.prepare("DELETE FROM lists WHERE project = ? AND revision = ?");
  const removeOldest = database.prepare(
    `DELETE FROM lists WHERE project = ?1 AND revision NOT IN
       (SELECT revision FROM lists WHERE project = ?1 ORDER BY revision DESC LIMIT ${LISTS_KEPT})`,
  );
  const selectMapping = database.prepare("SELECT mapping FROM list_mappings WHERE project = ?");
  const upsertMapping = database.prepare(
    `INSERT INTO list_mappings (project, mapping) VALUES (?, ?)
     ON CONFLICT (project) DO UPDATE SET mapping = excluded.mapping`,
  );

  const removeProject = database.prepare("DELETE FROM projects WHERE id = ?");
  const findOpen = database.prepare(
    `SELECT 1 FROM presentations WHERE project = ? AND ended_at_ms IS NULL AND expires_at_ms > ?
     LIMIT 1`,
  );
  const rememberRemoved = database.prepare(
    `INSERT INTO removed_projects (id, name, currency, area_unit)
     SELECT id, name, currency, area_unit FROM projects WHERE id = ?1
       AND EXISTS (SELECT 1 FROM presentations WHERE project = ?1)`,
  );
  const forgetRemoved = database.prepare("DELETE FROM removed_projects WHERE id = ?");
  const selectRemoved = database.prepare(
    `SELECT id, name, currency, area_unit FROM removed_projects WHERE id = ?1
       AND EXISTS (SELECT 1 FROM presentations WHERE project = ?1)`,
  );
  const removals = PARTS.map((table) => database.prepare(`DELETE FROM ${table} WHERE project = ?`));
  const removeParts = (project: string): void => {
    for (const removal of removals) removal.run(project);
  };

  return {
    listProjects: (): readonly ProjectRecord[] =>
      (selectProjects.all() as unknown[] as ProjectRow[]).map(toProject),
    createProject: (record: ProjectRecord): boolean => {
      const { id, name, currency, areaUnit, createdAtMs, createdBy } = record;
      const { changes } = insertProject.run(id, name, currency, areaUnit, createdAtMs, createdBy);
      if (changes === 1) {
        removeParts(id);
        forgetRemoved.run(id);
      }
      return changes === 1;
    },
    deleteProject: (project: string, nowMs: number): "deleted" | "presented" | "unknown" => {
      if (findOpen.get(project, nowMs) !== undefined) {
        return selectProjects.all().some(({ id }) => id === project) ? "presented" : "unknown";
      }
      rememberRemoved.run(project);
      if (removeProject.run(project).changes === 0) return "unknown";
      removeParts(project);
      return "deleted";
    },
    removedProject: (project: string): RemovedProject | undefined => {
      const row = selectRemoved.get(project);
      return row && toRemoved(row as unknown as RemovedRow);
    },
    listVersions: heads.versions,
    currentList: (project: string): CurrentList => {
      const { version, current, former } = heads.read(project);
      const row = current === 0 ? undefined : selectList.get(project, current);
      return {
        version,
        list: row && {
          record: toList(row as unknown as ListRow),
          content: row["content"] as Uint8Array,
        },
        former,
      };
    },
    listHistory: (project: string): readonly ListRecord[] =>
      (selectHistory.all(project) as unknown[] as ListRow[]).map(toList),
    applyList: (
      project: string,
      expectedVersion: number,
      list: NewList,
      former: Uint8Array,
    ): number | "stale" => {
      const { version, current } = heads.read(project);
      if (version !== expectedVersion) return "stale";
      const { atMs, by, fileName, summary, content } = list;
      insertList.run(project, version + 1, current, atMs, by, fileName, summary, content);
      removeOldest.run(project);
      heads.write(project, version + 1, version + 1, former, atMs);
      return version + 1;
    },
    undoList: (
      project: string,
      expectedVersion: number,
      former: Uint8Array,
      atMs: number,
    ): number | "stale" | "nothing" => {
      const { version, current } = heads.read(project);
      if (version !== expectedVersion) return "stale";
      const row = selectList.get(project, current);
      if (row === undefined) return "nothing";
      const previous = Number(row["previous"]);
      if (previous !== 0 && selectList.get(project, previous) === undefined) return "nothing";
      removeList.run(project, current);
      heads.write(project, version + 1, previous, former, atMs);
      return version + 1;
    },
    findMapping: (project: string): string | undefined =>
      selectMapping.get(project)?.["mapping"] as string | undefined,
    setMapping: (project: string, mapping: string): void => {
      upsertMapping.run(project, mapping);
    },
  };
}
