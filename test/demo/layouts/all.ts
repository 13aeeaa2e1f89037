import { ONE_A, ONE_B, STUDIO } from "./oneBedroom.ts";
import { FOUR_A } from "./penthouse.ts";
import { THREE_B } from "./threeBedroom.ts";
import { TWO_C, TWO_D, TWO_E } from "./twoBedroom.ts";

/** Every layout, small to large, by its id. */
export const HOMES = {
  s1: STUDIO,
  "1a": ONE_A,
  "1b": ONE_B,
  "2c": TWO_C,
  "2d": TWO_D,
  "2e": TWO_E,
  "3b": THREE_B,
  "4a": FOUR_A,
} as const;

export type HomeId = keyof typeof HOMES;
