import type { UnitRow } from "../../schema/protocol/api.ts";
import type { Moment } from "../../schema/history/moment.ts";
import { homesOf, type View } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Unit } from "../../schema/catalogue/catalogue.ts";
import { unitDifferences, type UnitDifferences } from "../../schema/catalogue/unitDifferences.ts";

interface ChangedHome {
  readonly unit: Unit;
  readonly was: UnitDifferences;
  /** Its status was changed later in the presentation, and the earlier one is unknown. */
  readonly isStatusUnknown: boolean;
}

/** The row of a home at a time. Without any status change in the history, the status stored with the recap applies. */
function rowAt(
  unit: string,
  at: number,
  moments: readonly Moment[],
  rows: readonly UnitRow[],
): { readonly row: UnitRow; readonly isStatusUnknown: boolean } {
  const set = moments.filter((moment) => moment.kind === "status" && moment.unit === unit);
  const last = set.findLast((moment) => moment.at <= at);
  const { status: kept, ...row } = rows.find(({ id }) => id === unit) ?? { id: unit };
  const isStatusUnknown = last === undefined && set.length > 0;
  const status = last?.kind === "status" ? last.status : isStatusUnknown ? undefined : kept;
  return { row: { ...row, ...(status !== undefined && { status }) }, isStatusUnknown };
}

/** Homes of a view whose price or status was different then, or whose status then is unknown. */
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
    const { row, isStatusUnknown } = rowAt(id, at, moments, rows);
    const was = unitDifferences(unit, row);
    const isSaid = was.price !== undefined || was.status !== undefined || isStatusUnknown;
    return isSaid ? [{ unit, was, isStatusUnknown }] : [];
  });
}
