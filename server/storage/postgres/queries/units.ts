import {
  toUnitPrice,
  toUnitStatus,
  type UnitPriceRecord,
  type UnitPriceRow,
  type UnitStatusRecord,
  type UnitStatusRow,
  type UnitStorage,
} from "../../units.ts";
import type { Database } from "../database.ts";

/** Of a status, or of a price. */
type UnitRow = { readonly version: number } & (
  | (UnitStatusRow & { readonly price: null })
  | (UnitPriceRow & { readonly status: null })
);

/** Version, statuses and prices of the same moment. A version implies at least one of them. */
const LIST = `
  SELECT version, unit, status, NULL::bigint AS price, changed_at_ms, changed_by
  FROM offplan.unit_versions JOIN offplan.unit_statuses USING (project) WHERE project = $1
  UNION ALL
  SELECT version, unit, NULL, price, changed_at_ms, changed_by
  FROM offplan.unit_versions JOIN offplan.unit_prices USING (project) WHERE project = $1
  ORDER BY unit`;

/** Locks the project's version row until the transaction ends, so that changes of one project are serial. */
const NEXT_VERSION = `
  INSERT INTO offplan.unit_versions AS kept (project, version)
  SELECT $1, 1 WHERE $2::bigint IS NULL OR $2 = 0
    OR EXISTS (SELECT FROM offplan.unit_versions WHERE project = $1)
  ON CONFLICT (project) DO UPDATE SET version = kept.version + 1
    WHERE $2::bigint IS NULL OR kept.version = $2
  RETURNING version`;
const SET_STATUSES = `
  INSERT INTO offplan.unit_statuses (project, unit, status, changed_at_ms, changed_by)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[])
  ON CONFLICT (project, unit) DO UPDATE SET status = excluded.status,
    changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by`;
const SET_PRICES = `
  INSERT INTO offplan.unit_prices (project, unit, price, changed_at_ms, changed_by)
  SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[])
  ON CONFLICT (project, unit) DO UPDATE SET price = excluded.price,
    changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by`;

/** Records of one statement: each status writes an event for every receiver, within the statement's time limit. */
const MOST_AT_ONCE = 250;

function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += MOST_AT_ONCE) {
    yield items.slice(start, start + MOST_AT_ONCE);
  }
}

export const openUnits = (database: Database): UnitStorage => ({
  list: async (project) => {
    const rows = await database.query<UnitRow>(LIST, [project]);
    return {
      version: rows[0]?.version ?? 0,
      statuses: rows.flatMap((row) => (row.status === null ? [] : toUnitStatus(row))),
      prices: rows.flatMap((row) => (row.price === null ? [] : toUnitPrice(row))),
    };
  },
  set: (project, { statuses, prices }, expectedVersion) =>
    database.transaction(async (query) => {
      const [next] = await query<Pick<UnitRow, "version">>(NEXT_VERSION, [
        project,
        expectedVersion ?? null,
      ]);
      if (next === undefined) return "stale";
      const about = (part: readonly (UnitStatusRecord | UnitPriceRecord)[]) =>
        [
          part.map(({ changedAtMs }) => changedAtMs),
          part.map(({ changedBy }) => changedBy),
        ] as const;
      for (const part of inParts(statuses)) {
        const [units, values] = [part.map(({ unit }) => unit), part.map(({ status }) => status)];
        await query(SET_STATUSES, [project, units, values, ...about(part)]);
      }
      for (const part of inParts(prices)) {
        const [units, values] = [part.map(({ unit }) => unit), part.map(({ price }) => price)];
        await query(SET_PRICES, [project, units, values, ...about(part)]);
      }
      return next.version;
    }),
});
