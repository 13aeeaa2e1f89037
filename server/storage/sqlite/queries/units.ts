import type { SqlDatabase } from "../sqlDatabase.ts";
import {
  toUnitPrice,
  toUnitStatus,
  type UnitPriceRow,
  type UnitRecords,
  type UnitStatusRow,
} from "../../units.ts";

/** Operations on units. */
export function unitOperations(database: SqlDatabase) {
  const selectVersion = database.prepare("SELECT version FROM unit_versions WHERE project = ?");
  const upsertVersion = database.prepare(
    "INSERT OR REPLACE INTO unit_versions (project, version) VALUES (?, ?)",
  );
  const selectStatuses = database.prepare(
    "SELECT * FROM unit_statuses WHERE project = ? ORDER BY unit",
  );
  const selectPrices = database.prepare(
    "SELECT * FROM unit_prices WHERE project = ? ORDER BY unit",
  );
  const upsertStatus = database.prepare(
    `INSERT OR REPLACE INTO unit_statuses (project, unit, status, changed_at_ms, changed_by)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const upsertPrice = database.prepare(
    `INSERT OR REPLACE INTO unit_prices (project, unit, price, changed_at_ms, changed_by)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const versionOf = (project: string) => Number(selectVersion.get(project)?.["version"] ?? 0);

  return {
    listUnits: (project: string) => ({
      version: versionOf(project),
      statuses: (selectStatuses.all(project) as unknown[] as UnitStatusRow[]).map(toUnitStatus),
      prices: (selectPrices.all(project) as unknown[] as UnitPriceRow[]).map(toUnitPrice),
    }),
    setUnits: (
      project: string,
      { statuses, prices }: UnitRecords,
      expectedVersion: number | undefined,
    ): number | "stale" => {
      const version = versionOf(project);
      if (expectedVersion !== undefined && expectedVersion !== version) return "stale";
      for (const { unit, status, changedAtMs, changedBy } of statuses) {
        upsertStatus.run(project, unit, status, changedAtMs, changedBy);
      }
      for (const { unit, price, changedAtMs, changedBy } of prices) {
        upsertPrice.run(project, unit, price, changedAtMs, changedBy);
      }
      upsertVersion.run(project, version + 1);
      return version + 1;
    },
  };
}
