import type { SqlDatabase } from "../sqlDatabase.ts";
import { toUnitStatus, type UnitStatusRow } from "../../rows.ts";
import type { UnitStatusRecord } from "../../storage.ts";

/** Operations on units. */
export function unitOperations(database: SqlDatabase) {
  const selectVersion = database.prepare("SELECT version FROM unit_versions WHERE project = ?");
  const upsertVersion = database.prepare(
    "INSERT OR REPLACE INTO unit_versions (project, version) VALUES (?, ?)",
  );
  const select = database.prepare("SELECT * FROM unit_statuses WHERE project = ? ORDER BY unit");
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO unit_statuses (project, unit, status, changed_at_ms, changed_by)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const versionOf = (project: string) => Number(selectVersion.get(project)?.["version"] ?? 0);

  return {
    listUnits: (project: string) => ({
      version: versionOf(project),
      statuses: (select.all(project) as unknown[] as UnitStatusRow[]).map(toUnitStatus),
    }),
    setUnit: (
      project: string,
      record: UnitStatusRecord,
      expectedVersion: number | undefined,
    ): number | "stale" => {
      const version = versionOf(project);
      if (expectedVersion !== undefined && expectedVersion !== version) return "stale";
      const { unit, status, changedAtMs, changedBy } = record;
      upsert.run(project, unit, status, changedAtMs, changedBy);
      upsertVersion.run(project, version + 1);
      return version + 1;
    },
  };
}
