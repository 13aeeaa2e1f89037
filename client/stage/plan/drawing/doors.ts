import type { Point } from "../../../../schema/values/geometry.ts";
import type { Drawing } from "../../../../schema/catalogue/drawing.ts";
import { minus, strokeOf } from "../../geometry.ts";

/** An open door's leaf and the arc of its edge, as SVG paths. */
export function doorPaths(door: Drawing["doors"][number]): { leaf: string; swing: string } {
  const [dx, dy] = minus(door.latch, door.hinge);
  const left = door.swing === "left";
  const tip: Point = left
    ? [door.hinge[0] + dy, door.hinge[1] - dx]
    : [door.hinge[0] - dy, door.hinge[1] + dx];
  const radius = Math.hypot(dx, dy);
  const sweep = left ? 1 : 0;
  return {
    leaf: strokeOf({ from: door.hinge, to: tip }),
    swing: `M${tip[0]} ${tip[1]}A${radius} ${radius} 0 0 ${sweep} ${door.latch[0]} ${door.latch[1]}`,
  };
}
