import type { Outline, Point } from "../values/geometry.ts";
import type { Text } from "../values/text.ts";

export const ROOM_KINDS = ["room", "wet", "terrace"] as const;
export const FURNITURE_KINDS = [
  "bed",
  "single-bed",
  "sofa",
  "armchair",
  "coffee-table",
  "rug",
  "dining-table",
  "desk",
  "wardrobe",
  "hob",
  "sink",
  "counter",
  "fridge",
  "washer",
  "bath",
  "shower",
  "basin",
  "toilet",
  "lounger",
  "plant",
] as const;
/** Degrees clockwise. */
export const FURNITURE_TURNS = [0, 90, 180, 270] as const;

/**
 * A home's plan as geometry, in metres, x to the right and y down, so that the stage can draw it for any theme,
 * language and size. The origin is the top left corner of the bounding box, terrace included.
 */
export interface Drawing {
  readonly size: readonly [widthMetres: number, heightMetres: number];
  /** Degrees clockwise from the drawing's top to north. */
  readonly northDegrees?: number;
  readonly rooms: readonly Room[];
  /** Centre lines of walls. Outer walls are 0.30 m thick, inner 0.13 m. */
  readonly walls: readonly {
    readonly kind: "outer" | "inner";
    readonly from: Point;
    readonly to: Point;
  }[];
  /** Openings lie on a wall's centre line. */
  readonly windows: readonly { readonly from: Point; readonly to: Point }[];
  /** `hinge` and `latch` are the ends of the opening; the leaf swings to the given side seen from hinge to latch. */
  readonly doors: readonly {
    readonly hinge: Point;
    readonly latch: Point;
    readonly swing: "left" | "right";
    /** The way into the home. */
    readonly entrance?: boolean;
  }[];
  readonly furniture: readonly Furniture[];
}

export interface Room {
  readonly id: string;
  readonly name: Text;
  /** Used where the name does not fit. */
  readonly short?: Text;
  readonly kind: (typeof ROOM_KINDS)[number];
  readonly outline: Outline;
  /** m². */
  readonly area: number;
}

/** A thing in plan. `at` is its top left corner before it is turned about its centre. */
export interface Furniture {
  readonly kind: (typeof FURNITURE_KINDS)[number];
  readonly at: Point;
  readonly size: readonly [width: number, depth: number];
  readonly turn?: (typeof FURNITURE_TURNS)[number];
}
