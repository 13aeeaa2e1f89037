import type { ListField } from "../../../../schema/list/fields.ts";
import { isOverruled } from "../../live/heldUnits.ts";
import type { OverruledPrice } from "../../live/listContent.ts";
import type { ListState } from "../../live/liveProject.ts";
import type { ListReading } from "../reading.ts";

/**
 * The prices set one by one that no longer apply: those of homes in a list with a price column, whatever its price, and
 * those that an earlier list overruled.
 */
export function overrulePrices(
  { units }: Pick<ListReading, "units">,
  fields: ReadonlySet<ListField>,
  { records, content }: Pick<ListState, "records" | "content">,
): readonly OverruledPrice[] {
  const priced = new Set(fields.has("price") ? units.map(({ unit }) => unit.id) : []);
  const earlier = new Map(
    (content?.overruledPrices ?? []).map((overruled) => [overruled.unit, overruled]),
  );
  return records.prices
    .filter((record) => {
      const before = earlier.get(record.unit);
      return priced.has(record.unit) || (before !== undefined && isOverruled(record, before));
    })
    .map(({ unit, price, changedAtMs }) => ({ unit, price, changedAtMs }));
}
