import type { UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import type { UnitPriceRecord, UnitRecords, UnitStatusRecord } from "../../storage/units.ts";
import type { Decision, ListContent, OverruledPrice } from "./listContent.ts";

/** Statuses and prices set one by one that apply, by home. */
export interface HeldUnits {
  readonly statuses: ReadonlyMap<string, UnitStatus>;
  readonly prices: ReadonlyMap<string, number>;
}

/** Whether a decision applies to exactly this status record, not to an earlier or a later one. */
export const isDecided = (record: UnitStatusRecord, decision: Decision): boolean =>
  record.unit === decision.unit &&
  record.status === decision.status &&
  record.changedAtMs === decision.changedAtMs;

/** The same for a price. */
export const isOverruled = (record: UnitPriceRecord, overruled: OverruledPrice): boolean =>
  record.unit === overruled.unit &&
  record.price === overruled.price &&
  record.changedAtMs === overruled.changedAtMs;

/** The records that the list has not overruled; all of them without a list. */
export function heldUnits(
  { statuses, prices }: UnitRecords,
  content: Pick<ListContent, "decisions" | "overruledPrices"> | undefined,
): HeldUnits {
  const { decisions = [], overruledPrices = [] } = content ?? {};
  const decided = new Map(
    decisions.filter(({ holds }) => holds === "list").map((decision) => [decision.unit, decision]),
  );
  const overruled = new Map(overruledPrices.map((price) => [price.unit, price]));
  const held = statuses.filter((record) => {
    const decision = decided.get(record.unit);
    return decision === undefined || !isDecided(record, decision);
  });
  const priced = prices.filter((record) => {
    const price = overruled.get(record.unit);
    return price === undefined || !isOverruled(record, price);
  });
  return {
    statuses: new Map(held.map(({ unit, status }) => [unit, status])),
    prices: new Map(priced.map(({ unit, price }) => [unit, price])),
  };
}
