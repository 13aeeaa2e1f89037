import type { Palette } from "../drawing/palette.ts";
import type { Words } from "../words.ts";

/** One picture of the gallery. */
export interface Scene {
  readonly id: string;
  readonly name: Words;
  readonly size: readonly [width: number, height: number];
  readonly draw: (palette: Palette) => string;
}
