import { SQUARE_FEET_PER_SQUARE_METRE } from "../../../../schema/catalogue/areas.ts";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import type { Range } from "../../../../schema/presentation/filters.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { Format } from "../../../ui/text/format.ts";
import { minorPerMajor } from "../../../ui/text/money.ts";
import type { RangeName } from "./range/ranges.ts";

/** Converts between stored figures (minor units, m²) and displayed ones (major units, the viewer's unit of area). */
export interface Shown {
  readonly show: (kept: number) => number;
  readonly keep: (shown: number) => number;
}

export function shownAs(
  name: RangeName,
  project: Project,
  words: Pick<Format, "shownUnit">,
): Shown {
  if (name === "price") {
    const factor = minorPerMajor(project);
    return { show: (kept) => kept / factor, keep: (shown) => Math.round(shown * factor) };
  }
  if (name === "area" && words.shownUnit(project.areaUnit) === "sqft") {
    return {
      show: (kept) => kept * SQUARE_FEET_PER_SQUARE_METRE,
      keep: (shown) => shown / SQUARE_FEET_PER_SQUARE_METRE,
    };
  }
  return { show: (kept) => kept, keep: (shown) => shown };
}

/** A range with both ends converted; absent ends stay absent. */
export const turnRange = (
  range: Range | undefined,
  turn: (value: number) => number,
): Range | undefined =>
  range && {
    ...(range.min === undefined ? {} : { min: turn(range.min) }),
    ...(range.max === undefined ? {} : { max: turn(range.max) }),
  };

/** A floor's display name: its label if all buildings agree on it, else its number. */
export function floorName(index: ProjectIndex, floor: number, plain: string): string {
  const labels = new Set(
    index.project.buildings.flatMap(({ id }) => index.floor(id, floor)?.label ?? []),
  );
  const [label] = labels;
  return labels.size === 1 && label !== undefined ? label : plain;
}
