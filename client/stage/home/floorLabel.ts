import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { standsOnGround } from "../../../schema/values/unitKinds.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { Words } from "../../ui/text/words.ts";

/** "12A", "4–5" for a duplex; `undefined` for units without floors. */
export function floorLabel(
  unit: Unit,
  index: Pick<ProjectIndex, "floor">,
  words: Pick<Words, "number">,
): string | undefined {
  if (standsOnGround(unit)) return undefined;
  const labelOf = (floor: number) =>
    index.floor(unit.building, floor)?.label ?? words.number(floor);
  return unit.topFloor === undefined
    ? labelOf(unit.floor)
    : `${labelOf(unit.floor)}–${labelOf(unit.topFloor)}`;
}
