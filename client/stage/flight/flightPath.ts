import { formatAnchor } from "../../../schema/presentation/anchors.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { Box } from "../picture/outline.ts";

/**
 * The things that a view shows large, the most specific first: a home, then the floor and the building that contain it. A
 * part of another view with one of these anchors corresponds to the view.
 */
export function subjectsOf(view: View, index: ProjectIndex): readonly string[] {
  switch (view.screen) {
    case "unit": {
      const unit = index.units.get(view.unit);
      if (unit === undefined) return [];
      const { id, layout, building, floor } = unit;
      return [
        formatAnchor({ kind: "unit", id }),
        ...(layout === undefined ? [] : [formatAnchor({ kind: "layout", id: layout })]),
        formatAnchor({ kind: "floor", building, floor }),
        formatAnchor({ kind: "building", id: building }),
      ];
    }
    case "floor": {
      const { building, floor } = view;
      return [
        formatAnchor({ kind: "floor", building, floor }),
        formatAnchor({ kind: "building", id: building }),
      ];
    }
    case "building":
      return [formatAnchor({ kind: "building", id: view.building })];
    case "layout":
      return [formatAnchor({ kind: "layout", id: view.layout })];
    case "orbit": {
      const building = index.orbits.get(view.orbit)?.building;
      return building === undefined ? [] : [formatAnchor({ kind: "building", id: building })];
    }
    default:
      return [];
  }
}

/** Moves a point `p` to `scale * p + (x, y)`, in the stage's CSS pixels. */
export interface Flight {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A part may be this many times smaller than the view that it becomes. */
const MOST_SCALE = 16;

/**
 * Moves one box onto another, centred. Where their shapes differ, the scale is between that at which it fits and that at
 * which it covers, so that a board's row and a floor's plan are the same way apart in both directions.
 */
export function flightOnto(box: Box, target: Box): Flight {
  const mean = Math.sqrt((target.width / box.width) * (target.height / box.height));
  const scale = Math.min(Math.max(mean, 1 / MOST_SCALE), MOST_SCALE);
  return {
    scale,
    x: target.x + target.width / 2 - scale * (box.x + box.width / 2),
    y: target.y + target.height / 2 - scale * (box.y + box.height / 2),
  };
}

export const inverse = ({ scale, x, y }: Flight): Flight => ({
  scale: 1 / scale,
  x: -x / scale,
  y: -y / scale,
});

/** A flight as styles of an element whose upper left corner lies at `corner`. */
export const flightStyle = ({ scale, x, y }: Flight, corner: Pick<Box, "x" | "y">) => ({
  transformOrigin: "0 0",
  translate: `${scale * corner.x + x - corner.x}px ${scale * corner.y + y - corner.y}px`,
  scale: String(scale),
});
