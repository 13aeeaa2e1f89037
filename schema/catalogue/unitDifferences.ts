import type { Unit } from "./catalogue.ts";
import { shownPrice } from "./shownPrice.ts";

type PricedUnit = Partial<Pick<Unit, "price" | "status">>;

/** What buyers were told of a home at an earlier time, where it is no longer so. `price` in minor units. */
export type UnitDifferences = Readonly<PricedUnit>;

export function unitDifferences(now: Unit, then: PricedUnit | undefined): UnitDifferences {
  if (then === undefined) return {};
  const price = shownPrice(then);
  const { status } = then;
  return {
    ...(price !== undefined && price !== shownPrice(now) && { price }),
    ...(status !== undefined && status !== now.status && { status }),
  };
}
