import { toUnitStatus, type UnitStatusRow } from "../../rows.ts";
import type { UnitStorage } from "../../storage.ts";
import type { Database } from "../database.ts";

/** A project's version, and one of its statuses. */
interface UnitRow extends UnitStatusRow {
  readonly version: number;
}

/** Version and statuses of the same moment. A version implies at least one status. */
const LIST = `
  SELECT version, unit, status, changed_at_ms, changed_by
  FROM offplan.unit_versions JOIN offplan.unit_statuses USING (project)
  WHERE project = $1 ORDER BY unit`;

/** Locks the project's version row until the transaction ends, so that changes of one project are serial. */
const SET = `
  WITH next AS (
    INSERT INTO offplan.unit_versions AS kept (project, version)
    SELECT $1, 1 WHERE $6::bigint IS NULL OR $6 = 0
      OR EXISTS (SELECT FROM offplan.unit_versions WHERE project = $1)
    ON CONFLICT (project) DO UPDATE SET version = kept.version + 1
      WHERE $6::bigint IS NULL OR kept.version = $6
    RETURNING version
  ),
  changed AS (
    INSERT INTO offplan.unit_statuses (project, unit, status, changed_at_ms, changed_by)
    SELECT $1, $2, $3, $4::bigint, $5 FROM next
    ON CONFLICT (project, unit) DO UPDATE SET status = excluded.status,
      changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by
  )
  SELECT version FROM next`;

export const openUnits = ({ query }: Database): UnitStorage => ({
  list: async (project) => {
    const rows = await query<UnitRow>(LIST, [project]);
    return { version: rows[0]?.version ?? 0, statuses: rows.map(toUnitStatus) };
  },
  set: async (project, { unit, status, changedAtMs, changedBy }, expectedVersion) => {
    const [next] = await query<Pick<UnitRow, "version">>(SET, [
      project,
      unit,
      status,
      changedAtMs,
      changedBy,
      expectedVersion ?? null,
    ]);
    return next?.version ?? "stale";
  },
});
