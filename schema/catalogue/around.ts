import type { BuildingId, LayoutId, OrbitId, PanoramaId, UnitId } from "../values/ids.ts";
import type { Outline } from "../values/geometry.ts";
import type { View } from "../presentation/presentation.ts";
import type { Text } from "../values/text.ts";

/** An object that is outlined on an orbit's frames: a home, a floor or a building. */
export type OrbitThing =
  | { readonly unit: UnitId }
  | { readonly building: BuildingId; readonly floor: number }
  | { readonly building: BuildingId };

/** Outlines on one frame, in its pixels. Things outlined in two consecutive keys are interpolated between them. */
export interface OrbitKey {
  /** From 0. */
  readonly frame: number;
  readonly outlines: readonly (OrbitThing & { readonly outline: Outline })[];
}

/** A building rendered all around, in equal steps of one revolution. */
export interface Orbit {
  readonly id: OrbitId;
  readonly name?: Text;
  readonly building?: BuildingId;
  /** Path of a frame on this server, `/media/<project>/<file>`, with `{n}` for its number. */
  readonly frames: string;
  /** The same for dark themes, if the pack has them. */
  readonly framesDark?: string;
  readonly count: number;
  /** Number of the first frame's file. */
  readonly first: number;
  /** Pixels of every frame; outlines are in the same pixels. */
  readonly size: readonly [width: number, height: number];
  readonly kind: "drawing" | "photograph";
  /** `data:` URI of the first frame, as of a `Picture`. */
  readonly blur?: string;
  /** By frame, ascending; the last is followed by the first. */
  readonly keys: readonly OrbitKey[];
}

/** A point on a panorama with a name, a view that it opens, or both. */
export interface Hotspot {
  /** Degrees to the right of the picture's middle, −180 to 180. */
  readonly yaw: number;
  /** Degrees above its middle, −90 to 90. */
  readonly pitch: number;
  readonly name?: Text;
  readonly to?: View;
}

/** A room from inside: an equirectangular picture, twice as wide as high. */
export interface Panorama {
  readonly id: PanoramaId;
  readonly name?: Text;
  /** The type of home that it shows. */
  readonly layout?: LayoutId;
  readonly src: string;
  readonly size: readonly [width: number, height: number];
  /** `data:` URI, as of a `Picture`. */
  readonly blur?: string;
  /** Initial direction. Absent: the picture's middle. */
  readonly start?: { readonly yaw: number; readonly pitch: number };
  readonly hotspots: readonly Hotspot[];
}

/** Minimum and maximum number of frames in one revolution. */
export const MIN_FRAMES = 2;
export const MAX_FRAMES = 360;

/** Frames are loaded in passes: every eighth first. */
export const FIRST_STRIDE = 8;
/** Maximum width in pixels of frames while the building turns; at rest any width is used. */
export const TURNING_WIDTH = 960;
/** Maximum size of the first pass at that width, in bytes. */
const FIRST_PASS_BYTES = 600_000;
/** Revolutions of more frames have a larger first pass; otherwise each frame would be too coarse. */
const MOST_LIMITED_FRAMES = 124;

/** Maximum size in bytes of one frame while the building turns, for a revolution of `count` frames. */
export const frameBytes = (count: number): number =>
  Math.floor(FIRST_PASS_BYTES / Math.ceil(Math.min(count, MOST_LIMITED_FRAMES) / FIRST_STRIDE));

/** The number's placeholder, of 1 to 6 digits: `{nnnn}` writes 7 as 0007. */
const NUMBER = /\{(n{1,6})\}/;

/** Whether a path contains a placeholder for the number. */
export const isFramePattern = (pattern: string): boolean => NUMBER.test(pattern);

/** The file of frame `index` (from 0) of an orbit. */
export const frameFile = (pattern: string, first: number, index: number): string =>
  pattern.replace(NUMBER, (_place, digits: string) =>
    String(first + index).padStart(digits.length, "0"),
  );

/** The files of all frames of an orbit. */
export const frameFiles = (
  pattern: string,
  { first, count }: Pick<Orbit, "first" | "count">,
): readonly string[] =>
  Array.from({ length: count }, (_, index) => frameFile(pattern, first, index));

/** Identifies a thing across key frames. */
export function orbitThingKey(thing: OrbitThing): string {
  if ("unit" in thing) return `unit:${thing.unit}`;
  return "floor" in thing ? `floor:${thing.building}/${thing.floor}` : `building:${thing.building}`;
}
