import type { Unit } from "./catalogue.ts";
import { shownPrice } from "./shownPrice.ts";

type PricedUnit = Partial<Pick<Unit, "price" | "status">>;

/** A home's earlier price and status, each if it has changed since. `price` in minor units. */
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
