import type { Unit } from "./catalogue.ts";

/**
 * The price that pages say of a home, in minor units: none of a sold one, whose status stands in its place. What is drawn
 * or computed of a price reads it here.
 */
export const shownPrice = ({ status, price }: Pick<Unit, "status" | "price">): number | undefined =>
  status === "sold" ? undefined : price;
