import type { RecapResponse } from "../../schema/protocol/api.ts";
import type { Unit } from "../../schema/catalogue/catalogue.ts";
import { unitDifferences, type UnitDifferences } from "../../schema/catalogue/unitDifferences.ts";
import type { RecapReason } from "../../schema/history/recapHomes.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";

export interface RecapHome {
  readonly unit: Unit;
  /** Since the recap was made. */
  readonly was: UnitDifferences;
}

export interface RecapGroup {
  readonly reason: RecapReason;
  readonly homes: readonly RecapHome[];
}

/** A recap's homes as they are now, grouped by why they are in it. Removed homes and empty groups are left out. */
export function recapGroups(
  { homes, unitsThen }: Pick<RecapResponse, "homes" | "unitsThen">,
  index: ProjectIndex,
): readonly RecapGroup[] {
  const then = new Map(unitsThen.map((row) => [row.id, row]));
  return homes.flatMap(({ reason, units }): readonly RecapGroup[] => {
    const known = units.flatMap((id): readonly RecapHome[] => {
      const unit = index.units.get(id);
      return unit === undefined ? [] : [{ unit, was: unitDifferences(unit, then.get(id)) }];
    });
    return known.length === 0 ? [] : [{ reason, homes: known }];
  });
}
