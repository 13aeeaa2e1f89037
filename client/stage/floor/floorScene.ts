import type { Building, Floor, Unit } from "../../../schema/catalogue/catalogue.ts";

/** One floor, resolved. */
export interface FloorScene {
  readonly building: Building;
  readonly floor: Floor;
  /** By their numbers. */
  readonly units: readonly Unit[];
}
