import type { Building, Floor, Unit } from "../../../schema/catalogue.ts";

/** One floor, resolved. */
export interface FloorScene {
  readonly building: Building;
  readonly floor: Floor;
  /** By position, then as the pack orders them. */
  readonly units: readonly Unit[];
}
