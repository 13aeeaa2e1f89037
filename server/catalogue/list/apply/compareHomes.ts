import type { Unit, UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../../schema/values/unitKinds.ts";
import type { ListStatus } from "../../../../schema/list/fields.ts";
import type { ListChange, ListSummary } from "../../../../schema/list/summary.ts";
import { forEachSliced } from "../../../time/slices.ts";
import type { HeldUnits } from "../../live/heldUnits.ts";
import { omitUndefined } from "../../omitUndefined.ts";

const MOST_CHANGES = 1000;

export type Comparison = Pick<
  ListSummary,
  "homes" | "added" | "removed" | "priceUp" | "priceDown" | "statusChanged" | "changes"
>;

const statusOf = ({ status, hidden }: Unit, held: UnitStatus | undefined): ListStatus | undefined =>
  hidden === true ? "held-back" : (held ?? status);

function comparePair(
  before: Unit,
  after: Unit,
  held: HeldUnits,
  cell: string | undefined,
): readonly ListChange[] {
  const changes: ListChange[] = [];
  const { id: unit } = after;
  const prices = { from: before.price, to: held.prices.get(unit) ?? after.price };
  if (prices.from !== prices.to) {
    changes.push(omitUndefined({ kind: "price" as const, unit, cell, ...prices }));
  }
  const statuses = {
    from: statusOf(before, undefined),
    to: statusOf(after, held.statuses.get(unit)),
  };
  if (statuses.from !== statuses.to) {
    changes.push(omitUndefined({ kind: "status" as const, unit, cell, ...statuses }));
  }
  return changes;
}

const goesUp = (change: ListChange): number =>
  change.kind === "price" && change.from !== undefined && change.to !== undefined
    ? Math.sign(change.to - change.from)
    : 0;

/**
 * The differences between the current homes and a list's homes with the statuses and prices that override it.
 * Only homes are counted, not parking or storage; `cells` locates each home in the list.
 */
export async function compareHomes(
  before: readonly Unit[],
  after: readonly Unit[],
  held: HeldUnits,
  cells: ReadonlyMap<string, string>,
): Promise<Comparison> {
  const known = new Map(before.map((home) => [home.id, home]));
  const next = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !next.has(id));
  const added = after.filter(({ id }) => !known.has(id));
  const changes: ListChange[] = [];
  const counts = { priceUp: 0, priceDown: 0, statusChanged: 0 };
  await forEachSliced(after, (home) => {
    const earlier = known.get(home.id);
    if (earlier === undefined) return;
    for (const change of comparePair(earlier, home, held, cells.get(home.id))) {
      changes.push(change);
      if (!isHome(home)) continue;
      if (change.kind === "status") counts.statusChanged += 1;
      if (goesUp(change) > 0) counts.priceUp += 1;
      if (goesUp(change) < 0) counts.priceDown += 1;
    }
  });
  const arrivals = added.map(({ id: unit }) =>
    omitUndefined({ kind: "added" as const, unit, cell: cells.get(unit) }),
  );
  const departures = removed.map(({ id: unit }) => ({ kind: "removed" as const, unit }));
  return {
    homes: after.filter(isHome).length,
    added: added.filter(isHome).length,
    removed: removed.filter(isHome).length,
    ...counts,
    changes: [...changes, ...arrivals, ...departures].slice(0, MOST_CHANGES),
  };
}
