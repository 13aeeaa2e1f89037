import type { Building, Floor, Unit } from "../../../schema/catalogue/catalogue.ts";

/** One floor with its building, plan and units. */
export interface FloorScene {
  readonly building: Building;
  readonly floor: Floor;
  /** Ordered by number. */
  readonly units: readonly Unit[];
}
