import type { Panorama } from "../../../../schema/catalogue/around.ts";
import type { Pointer } from "../../../../schema/presentation/awareness.ts";
import type { Text } from "../../../../schema/values/text.ts";
import { degreesBetween, fromShare } from "./projection.ts";

/** Maximum angle between a pointer and the named spot it points at. */
const NEAR_DEGREES = 12;

/** The name of the pointed spot in a room: "the balcony". `undefined`: no named spot is near. */
export function spotName(
  { hotspots }: Pick<Panorama, "hotspots">,
  pointer: Pick<Pointer, "x" | "y">,
): Text | undefined {
  const direction = fromShare(pointer);
  const [nearest] = hotspots
    .filter(({ name }) => name !== undefined)
    .map(({ name, ...spot }) => ({ name, degrees: degreesBetween(spot, direction) }))
    .filter(({ degrees }) => degrees <= NEAR_DEGREES)
    .toSorted((one, other) => one.degrees - other.degrees);
  return nearest?.name;
}
