import { homesOf } from "../presentation/presentation.ts";
import type { Moment } from "./moment.ts";
import { stateAt } from "./stateAt.ts";

/** Why a home is in a recap, the strongest reason first. */
export const RECAP_REASONS = ["liked", "shortlist", "compared", "seen"] as const;
export type RecapReason = (typeof RECAP_REASONS)[number];

/** Ids of a recap's homes with one reason, in the order in which they were first named. Never empty. */
export interface RecapHomes {
  readonly reason: RecapReason;
  readonly units: readonly string[];
}

/**
 * A recap's homes by reason: liked, on the shortlist, compared, seen. Each home appears once, under its strongest reason;
 * reasons without homes are absent. `moments` are in order, `likes` are the reader's.
 */
export function recapHomes(
  project: string,
  moments: readonly Moment[],
  likes: readonly string[],
): readonly RecapHomes[] {
  const views = moments.flatMap((moment) =>
    moment.kind === "view" || moment.kind === "attention" ? [moment.view] : [],
  );
  const byReason: Readonly<Record<RecapReason, Iterable<string>>> = {
    liked: likes,
    shortlist: stateAt(project, moments, Infinity)?.shortlist ?? [],
    compared: views.flatMap((view) => (view?.screen === "compare" ? view.units : [])),
    seen: views.flatMap(homesOf),
  };
  const placed = new Set<string>();
  return RECAP_REASONS.flatMap((reason): readonly RecapHomes[] => {
    const units = [...new Set(byReason[reason])].filter((unit) => !placed.has(unit));
    for (const unit of units) placed.add(unit);
    return units.length === 0 ? [] : [{ reason, units }];
  });
}
