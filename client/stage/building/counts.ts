import type { Unit, UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";

export interface HomeCounts {
  readonly total: number;
  readonly byStatus: Readonly<Record<UnitStatus, number>>;
  /** Whether the pack has any status; without one nothing counts as "left". */
  readonly known: boolean;
  /** Minor units; of homes that are available or have no status. */
  readonly lowestPrice: number | undefined;
  readonly priced: boolean;
}

/** Counts homes only: parking, storage and shops are not homes. */
export function countHomes(units: readonly Unit[]): HomeCounts {
  const homes = units.filter(isHome);
  const byStatus: Record<UnitStatus, number> = { available: 0, reserved: 0, sold: 0 };
  let known = false;
  let priced = false;
  let lowestPrice: number | undefined;
  for (const { status, price } of homes) {
    if (status !== undefined) {
      byStatus[status] += 1;
      known = true;
    }
    if (price === undefined) continue;
    priced = true;
    if (status === undefined || status === "available") {
      lowestPrice = Math.min(price, lowestPrice ?? price);
    }
  }
  return { total: homes.length, byStatus, known, lowestPrice, priced };
}
