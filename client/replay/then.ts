import type { UnitRow } from "../../schema/protocol/api.ts";
import type { Moment } from "../../schema/history/moment.ts";
import { homesOf, type View } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Unit } from "../../schema/catalogue/catalogue.ts";
import { unitDifferences, type UnitDifferences } from "../../schema/catalogue/unitDifferences.ts";

interface ChangedHome {
  readonly unit: Unit;
  readonly was: UnitDifferences;
}

/** The status that a home was last given up to a time; `undefined` where it was given none. */
function statusAt(moments: readonly Moment[], unit: string, at: number) {
  return moments.findLast(
    (moment) => moment.kind === "status" && moment.unit === unit && moment.at <= at,
  );
}

/** Homes of a view whose price or status was different then. */
export function changedSince(
  view: View,
  at: number,
  moments: readonly Moment[],
  rows: readonly UnitRow[],
  index: ProjectIndex,
): readonly ChangedHome[] {
  return homesOf(view).flatMap((id) => {
    const unit = index.units.get(id);
    if (unit === undefined) return [];
    const set = statusAt(moments, id, at);
    const row: UnitRow = {
      id,
      ...rows.find((other) => other.id === id),
      ...(set?.kind === "status" && { status: set.status }),
    };
    const was = unitDifferences(unit, row);
    return was.price === undefined && was.status === undefined ? [] : [{ unit, was }];
  });
}
