import type { RecapResponse } from "../../schema/protocol/api.ts";
import type { Unit } from "../../schema/catalogue/catalogue.ts";
import { unitDifferences, type UnitDifferences } from "../../schema/catalogue/unitDifferences.ts";
import { stateAt } from "../../schema/history/stateAt.ts";
import { homesOf } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";

/** Why a home is in a recap, the strongest reason first. */
const REASONS = ["liked", "shortlist", "compared", "seen"] as const;
type Reason = (typeof REASONS)[number];

export interface RecapHome {
  readonly unit: Unit;
  /** Since the recap was made. */
  readonly was: UnitDifferences;
}

export interface RecapGroup {
  readonly reason: Reason;
  readonly homes: readonly RecapHome[];
}

/**
 * A recap's homes in the order in which they matter: liked, on the shortlist, compared, then all that was seen; each once,
 * and a reason that no home has is absent.
 */
export function recapGroups(recap: RecapResponse, index: ProjectIndex): readonly RecapGroup[] {
  const { moments, likes, project } = recap;
  const views = moments.flatMap((moment) =>
    moment.kind === "view" || moment.kind === "attention" ? [moment.view] : [],
  );
  const byReason: Readonly<Record<Reason, Iterable<string>>> = {
    liked: likes,
    shortlist: stateAt(project, moments, Infinity)?.shortlist ?? [],
    compared: views.flatMap((view) => (view?.screen === "compare" ? view.units : [])),
    seen: views.flatMap(homesOf),
  };
  const then = new Map(recap.unitsThen.map((row) => [row.id, row]));
  const placed = new Set<string>();
  return REASONS.flatMap((reason): readonly RecapGroup[] => {
    const ids = [...new Set(byReason[reason])].filter((id) => !placed.has(id));
    const homes = ids.flatMap((id): readonly RecapHome[] => {
      placed.add(id);
      const unit = index.units.get(id);
      return unit === undefined ? [] : [{ unit, was: unitDifferences(unit, then.get(id)) }];
    });
    return homes.length === 0 ? [] : [{ reason, homes }];
  });
}

/** The first homes of all groups. */
export function firstHomes(groups: readonly RecapGroup[], count: number): readonly RecapGroup[] {
  let left = count;
  return groups.flatMap(({ reason, homes }): readonly RecapGroup[] => {
    const kept = homes.slice(0, left);
    left -= kept.length;
    return kept.length === 0 ? [] : [{ reason, homes: kept }];
  });
}
