/** A point in pixels of the picture it lies on, or in metres on a `Drawing`. */
export type Point = readonly [x: number, y: number];

/** A closed polygon; the last point may or may not repeat the first. */
export type Outline = readonly Point[];
