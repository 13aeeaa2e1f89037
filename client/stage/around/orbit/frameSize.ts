import { frameFile, TURNING_WIDTH, type Orbit } from "../../../../schema/catalogue/around.ts";
import { isVector } from "../../../../schema/catalogue/pictures.ts";
import { addressAt, widthFor, type PictureFile } from "../../picture/loading/sources.ts";

/** In pixels. */
export interface BitmapSize {
  readonly width: number;
  readonly height: number;
}

/** Maximum size of decoded frames in memory, in bytes: a revolution of 72 frames as a phone turns them. */
const MOST_BYTES = 96 * 1024 * 1024;
const FEWEST_FRAMES = 9;
const BYTES_PER_PIXEL = 4;
/** While turning, this share of a photograph's drawn pixels suffices; more takes longer to load and decode. */
const TURNING_SHARE = 0.75;

export const frameOf = (orbit: Orbit, frame: number, isDark: boolean): PictureFile => ({
  src: frameFile(isDark ? (orbit.framesDark ?? orbit.frames) : orbit.frames, orbit.first, frame),
  ownWidth: orbit.size[0],
});

/** The size of frames in memory while turning, in a view of this many device pixels. */
export function turningSize(
  file: PictureFile,
  [width, height]: Orbit["size"],
  drawnPixels: number,
): BitmapSize {
  const most = Math.sqrt((MOST_BYTES / BYTES_PER_PIXEL / FEWEST_FRAMES) * (width / height));
  const wanted = isVector(file.src)
    ? Math.min(TURNING_WIDTH, Math.ceil(drawnPixels))
    : widthFor(file, Math.min(TURNING_WIDTH, drawnPixels * TURNING_SHARE));
  const shown = Math.min(wanted, Math.floor(most));
  return { width: shown, height: Math.max(1, Math.round((shown * height) / width)) };
}

/** Maximum number of held frames of this size. */
export function mostFrames(count: number, { width, height }: BitmapSize): number {
  return Math.min(count, Math.floor(MOST_BYTES / (width * height * BYTES_PER_PIXEL)));
}

/** The address of a frame of this size. */
export const turningAddress = (file: PictureFile, { width }: BitmapSize): string =>
  addressAt(file, widthFor(file, width));
