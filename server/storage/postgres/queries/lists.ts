import { LISTS_KEPT, type ListStorage } from "../../lists.ts";
import {
  toList,
  toProject,
  toRemoved,
  type ListRow,
  type ProjectRow,
  type RemovedRow,
} from "../../rows.ts";
import type { Database, Query } from "../database.ts";

const CREATE_PROJECT = `
  INSERT INTO offplan.projects (id, name, currency, area_unit, created_at_ms, created_by)
  VALUES ($1, $2, $3, $4, $5::bigint, $6) ON CONFLICT DO NOTHING RETURNING id`;

const LOCK_PROJECT = "SELECT id FROM offplan.projects WHERE id = $1 FOR UPDATE";
const FIND_OPEN = `
  SELECT id FROM offplan.presentations
  WHERE project = $1 AND ended_at_ms IS NULL AND expires_at_ms > $2::bigint LIMIT 1`;
const REMEMBER_REMOVED = `
  INSERT INTO offplan.removed_projects (id, name, currency, area_unit)
  SELECT id, name, currency, area_unit FROM offplan.projects WHERE id = $1
    AND EXISTS (SELECT FROM offplan.presentations WHERE project = $1)
  ON CONFLICT (id) DO NOTHING`;
const FIND_REMOVED = `
  SELECT id, name, currency, area_unit FROM offplan.removed_projects WHERE id = $1
    AND EXISTS (SELECT FROM offplan.presentations WHERE project = $1)`;
/** The tables of all that belongs to a project. */
const PARTS = [
  "list_heads",
  "lists",
  "list_mappings",
  "unit_statuses",
  "unit_prices",
  "unit_versions",
  "pictures",
  "picture_heads",
];

async function removeParts(query: Query, project: string): Promise<void> {
  for (const table of PARTS)
    await query(`DELETE FROM offplan.${table} WHERE project = $1`, [project]);
}

const CURRENT = `
  SELECT head.version, head.former, list.revision, list.at_ms, list.made_by, list.file_name,
    list.summary, list.content
  FROM offplan.list_heads AS head
  LEFT JOIN offplan.lists AS list ON list.project = head.project AND list.revision = head.current
  WHERE head.project = $1`;

type CurrentRow = { readonly version: number; readonly former: Uint8Array | null } & (
  | (ListRow & { readonly content: Uint8Array })
  | { readonly revision: null }
);

const HISTORY = `
  SELECT revision, at_ms, made_by, file_name, summary FROM offplan.lists
  WHERE project = $1 ORDER BY revision DESC`;

const MAKE_HEAD = `
  INSERT INTO offplan.list_heads (project, version, current) VALUES ($1, 0, 0)
  ON CONFLICT DO NOTHING`;
/** Serialises changes of a project's lists. */
const LOCK_HEAD =
  "SELECT version, current FROM offplan.list_heads WHERE project = $1 FOR NO KEY UPDATE";
const SET_HEAD = `
  UPDATE offplan.list_heads SET version = $2::bigint, current = $3::bigint, former = $4,
    changed_at_ms = $5::bigint
  WHERE project = $1`;

const INSERT = `
  INSERT INTO offplan.lists
    (project, revision, previous, at_ms, made_by, file_name, summary, content)
  VALUES ($1, $2::bigint, $3::bigint, $4::bigint, $5, $6, $7, $8)`;
const REMOVE_OLDEST = `
  DELETE FROM offplan.lists WHERE project = $1 AND revision NOT IN
    (SELECT revision FROM offplan.lists WHERE project = $1
     ORDER BY revision DESC LIMIT ${LISTS_KEPT})`;
/** The list that is restored by an undo: 0 is the pack alone. */
const FIND_PREVIOUS = `
  SELECT previous FROM offplan.lists AS list WHERE project = $1 AND revision = $2::bigint
    AND (previous = 0 OR EXISTS (SELECT FROM offplan.lists AS earlier
      WHERE earlier.project = list.project AND earlier.revision = list.previous))`;
const REMOVE = "DELETE FROM offplan.lists WHERE project = $1 AND revision = $2::bigint";

const SET_MAPPING = `
  INSERT INTO offplan.list_mappings (project, mapping) VALUES ($1, $2)
  ON CONFLICT (project) DO UPDATE SET mapping = excluded.mapping`;

/** The project's head row, locked until the transaction ends. */
async function lockHead(query: Query, project: string) {
  await query(MAKE_HEAD, [project]);
  const [head] = await query<{ version: number; current: number }>(LOCK_HEAD, [project]);
  return head ?? { version: 0, current: 0 };
}

export const openLists = (database: Database): ListStorage => ({
  listProjects: async () => {
    const rows = await database.query<ProjectRow>(
      "SELECT * FROM offplan.projects ORDER BY created_at_ms, id",
    );
    return rows.map(toProject);
  },
  createProject: async ({ id, name, currency, areaUnit, createdAtMs, createdBy }) => {
    const values = [id, name, currency, areaUnit, createdAtMs, createdBy];
    return database.transaction(async (query) => {
      if ((await query(CREATE_PROJECT, values)).length === 0) return false;
      await removeParts(query, id);
      await query("DELETE FROM offplan.removed_projects WHERE id = $1", [id]);
      return true;
    });
  },
  deleteProject: (project, nowMs) =>
    database.transaction(async (query) => {
      if ((await query(LOCK_PROJECT, [project])).length === 0) return "unknown" as const;
      if ((await query(FIND_OPEN, [project, nowMs])).length > 0) return "presented" as const;
      await query(REMEMBER_REMOVED, [project]);
      await query("DELETE FROM offplan.projects WHERE id = $1", [project]);
      await removeParts(query, project);
      return "deleted" as const;
    }),
  removedProject: async (project) => {
    const [row] = await database.query<RemovedRow>(FIND_REMOVED, [project]);
    return row && toRemoved(row);
  },
  versions: async () => {
    const rows = await database.query<{ project: string; version: number }>(
      "SELECT project, version FROM offplan.list_heads WHERE version > 0",
    );
    return new Map(rows.map(({ project, version }) => [project, version]));
  },
  current: async (project) => {
    const [row] = await database.query<CurrentRow>(CURRENT, [project]);
    return {
      version: row?.version ?? 0,
      list:
        row === undefined || row.revision === null
          ? undefined
          : { record: toList(row), content: row.content },
      former: row?.former ?? undefined,
    };
  },
  history: async (project) => (await database.query<ListRow>(HISTORY, [project])).map(toList),
  apply: (project, expectedVersion, { atMs, by, fileName, summary, content }, former) =>
    database.transaction(async (query) => {
      const { version, current } = await lockHead(query, project);
      if (version !== expectedVersion) return "stale" as const;
      const next = version + 1;
      await query(INSERT, [project, next, current, atMs, by, fileName, summary, content]);
      await query(REMOVE_OLDEST, [project]);
      await query(SET_HEAD, [project, next, next, former, atMs]);
      return next;
    }),
  undo: (project, expectedVersion, former, atMs) =>
    database.transaction(async (query) => {
      const { version, current } = await lockHead(query, project);
      if (version !== expectedVersion) return "stale" as const;
      const [found] = await query<{ previous: number }>(FIND_PREVIOUS, [project, current]);
      if (found === undefined) return "nothing" as const;
      await query(REMOVE, [project, current]);
      await query(SET_HEAD, [project, version + 1, found.previous, former, atMs]);
      return version + 1;
    }),
  mapping: async (project) => {
    const [row] = await database.query<{ mapping: string }>(
      "SELECT mapping FROM offplan.list_mappings WHERE project = $1",
      [project],
    );
    return row?.mapping;
  },
  setMapping: async (project, mapping) => {
    await database.query(SET_MAPPING, [project, mapping]);
  },
});
