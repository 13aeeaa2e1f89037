import type { Unit } from "./catalogue.ts";

/**
 * The displayed price of a home in minor units; none when it is sold, since the status takes its place. Everything
 * drawn or computed from a price uses this.
 */
export const shownPrice = ({ status, price }: Pick<Unit, "status" | "price">): number | undefined =>
  status === "sold" ? undefined : price;
