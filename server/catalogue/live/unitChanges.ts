import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { UnitRecords } from "../../storage/units.ts";
import type { UnitChange } from "../catalogue.ts";
import { omitUndefined } from "../omitUndefined.ts";

/** These changes as records of storage. */
export function toRecords(
  changes: readonly UnitChange[],
  changedBy: string,
  changedAtMs: number,
): UnitRecords {
  const about = { changedAtMs, changedBy };
  return {
    statuses: changes.flatMap(({ unit, status }) =>
      status === undefined ? [] : { unit, status, ...about },
    ),
    prices: changes.flatMap(({ unit, price }) =>
      price === undefined ? [] : { unit, price, ...about },
    ),
  };
}

function replace<Record extends { readonly unit: string }>(
  known: readonly Record[],
  news: readonly Record[],
): readonly Record[] {
  if (news.length === 0) return known;
  const changed = new Set(news.map(({ unit }) => unit));
  return [...known.filter(({ unit }) => !changed.has(unit)), ...news];
}

export const mergeRecords = (known: UnitRecords, news: UnitRecords): UnitRecords => ({
  statuses: replace(known.statuses, news.statuses),
  prices: replace(known.prices, news.prices),
});

/** The parts of these changes that differ from the current values. */
export function differingChanges(
  changes: readonly UnitChange[],
  units: ReadonlyMap<string, Unit>,
): readonly UnitChange[] {
  return changes
    .map(({ unit, status, price }) => {
      const known = units.get(unit);
      return omitUndefined({
        unit,
        status: status === known?.status ? undefined : status,
        price: price === known?.price ? undefined : price,
      });
    })
    .filter(({ status, price }) => status !== undefined || price !== undefined);
}

/** The homes of a base whose status or price changed from one version to the next, with what changed. */
export function changesBetween(before: readonly Unit[], after: readonly Unit[]) {
  const known = new Map(before.map((unit) => [unit.id, unit]));
  const changes = after
    .filter(({ id }) => known.has(id))
    .map(({ id: unit, status, price }) => omitUndefined({ unit, status, price }));
  return differingChanges(changes, known);
}

/** The parts of these changes that differ from a status or price set before, for homes that have one. */
export function contradicting(
  changes: readonly UnitChange[],
  { statuses, prices }: UnitRecords,
): readonly UnitChange[] {
  const statusOf = new Map(statuses.map(({ unit, status }) => [unit, status]));
  const priceOf = new Map(prices.map(({ unit, price }) => [unit, price]));
  return changes
    .map(({ unit, status, price }) =>
      omitUndefined({
        unit,
        status: statusOf.has(unit) && statusOf.get(unit) !== status ? status : undefined,
        price: priceOf.has(unit) && priceOf.get(unit) !== price ? price : undefined,
      }),
    )
    .filter(({ status, price }) => status !== undefined || price !== undefined);
}
