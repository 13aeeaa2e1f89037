import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../../schema/values/unitKinds.ts";
import type { ListStatus } from "../../../../schema/list/fields.ts";
import type { ListChange, ListSummary } from "../../../../schema/list/summary.ts";
import type { StatusChanges } from "../../live/polledProject.ts";
import { omitUndefined } from "../../omitUndefined.ts";

const MOST_CHANGES = 1000;

export type Comparison = Pick<
  ListSummary,
  "homes" | "added" | "removed" | "priceUp" | "priceDown" | "statusChanged" | "changes"
>;

const statusOf = ({ status, hidden }: Unit): ListStatus | undefined =>
  hidden === true ? "held-back" : status;

function comparePair(before: Unit, after: Unit, cell: string | undefined): readonly ListChange[] {
  const changes: ListChange[] = [];
  const { id: unit } = after;
  if (before.price !== after.price) {
    const prices = { from: before.price, to: after.price };
    changes.push(omitUndefined({ kind: "price" as const, unit, cell, ...prices }));
  }
  const statuses = { from: statusOf(before), to: statusOf(after) };
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
 * Pure: the differences between the current homes and a list's homes with agents' statuses applied. Only homes are
 * counted, not parking or storage; `cells` locates each home in the list.
 */
export function compareHomes(
  before: readonly Unit[],
  listed: readonly Unit[],
  held: StatusChanges,
  cells: ReadonlyMap<string, string>,
): Comparison {
  const known = new Map(before.map((home) => [home.id, home]));
  const after = listed.map((home) => {
    const status = held.get(home.id);
    return status === undefined ? home : { ...home, status };
  });
  const next = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !next.has(id));
  const added = after.filter(({ id }) => !known.has(id));
  const found = after.flatMap((home) => {
    const earlier = known.get(home.id);
    return earlier === undefined ? [] : comparePair(earlier, home, cells.get(home.id));
  });
  const homes = new Set(after.filter(isHome).map(({ id }) => id));
  const counted = found.filter(({ unit }) => homes.has(unit));
  const count = (test: (change: ListChange) => boolean) => counted.filter(test).length;
  const changes: readonly ListChange[] = [
    ...found,
    ...added.map(({ id: unit }) =>
      omitUndefined({ kind: "added" as const, unit, cell: cells.get(unit) }),
    ),
    ...removed.map(({ id: unit }) => ({ kind: "removed" as const, unit })),
  ];
  return {
    homes: homes.size,
    added: added.filter(isHome).length,
    removed: removed.filter(isHome).length,
    priceUp: count((change) => goesUp(change) > 0),
    priceDown: count((change) => goesUp(change) < 0),
    statusChanged: count(({ kind }) => kind === "status"),
    changes: changes.slice(0, MOST_CHANGES),
  };
}
