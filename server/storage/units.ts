import type { UnitStatus } from "../../schema/catalogue/catalogue.ts";

/** A home's status, set by an agent or a program. */
export interface UnitStatusRecord {
  readonly unit: string;
  readonly status: UnitStatus;
  readonly changedAtMs: number;
  readonly changedBy: string;
}

/** A home's price, set by an editor or a program. */
export interface UnitPriceRecord {
  readonly unit: string;
  /** Minor units of the project's currency. */
  readonly price: number;
  readonly changedAtMs: number;
  readonly changedBy: string;
}

export interface UnitRecords {
  readonly statuses: readonly UnitStatusRecord[];
  readonly prices: readonly UnitPriceRecord[];
}

/** Statuses and prices set one by one, on top of packs and lists. */
export interface UnitStorage {
  /** The latest status and price of each home, and the project's version, which each change increments from 0. */
  list(project: string): Promise<{ readonly version: number } & UnitRecords>;
  /**
   * Sets statuses and prices, at least one, all or none. With `expectedVersion`, only if the project's version is still
   * that one. Resolves to the new version, or to "stale".
   */
  set(
    project: string,
    records: UnitRecords,
    expectedVersion: number | undefined,
  ): Promise<number | "stale">;
}

/** Rows of both engines' tables. */
export interface UnitStatusRow {
  readonly unit: string;
  readonly status: UnitStatus;
  readonly changed_at_ms: number;
  readonly changed_by: string;
}

export interface UnitPriceRow {
  readonly unit: string;
  readonly price: number;
  readonly changed_at_ms: number;
  readonly changed_by: string;
}

export const toUnitStatus = (row: UnitStatusRow): UnitStatusRecord => ({
  unit: row.unit,
  status: row.status,
  changedAtMs: row.changed_at_ms,
  changedBy: row.changed_by,
});

export const toUnitPrice = (row: UnitPriceRow): UnitPriceRecord => ({
  unit: row.unit,
  price: row.price,
  changedAtMs: row.changed_at_ms,
  changedBy: row.changed_by,
});
