/** Widths in pixels that the server offers for each raster picture, besides the original: `<src>?w=<width>`. */
export const PICTURE_WIDTHS = [320, 640, 960, 1280, 1920, 2880, 4096] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/**
 * A panorama wider than the widest of them is also served in tiles of a fixed share, 45° by 45°: `<src>?tile=<column>-<row>`,
 * from the upper left.
 */
export const TILE_COLUMNS = 8;
export const TILE_ROWS = 4;
export type TileName = `${number}-${number}`;

export interface Tile {
  readonly column: number;
  readonly row: number;
}

export const tileName = ({ column, row }: Tile): TileName => `${column}-${row}`;

export const ALL_TILES: readonly TileName[] = Array.from(
  { length: TILE_COLUMNS * TILE_ROWS },
  (_, at) => tileName({ column: at % TILE_COLUMNS, row: Math.floor(at / TILE_COLUMNS) }),
);

/** Inverse of `tileName`; `undefined` for anything else. */
export function parseTile(name: string): Tile | undefined {
  const [, column, row] = /^(\d)-(\d)$/.exec(name) ?? [];
  const tile = { column: Number(column ?? NaN), row: Number(row ?? NaN) };
  return tile.column < TILE_COLUMNS && tile.row < TILE_ROWS ? tile : undefined;
}

/** Whether a picture of this size is served in tiles. */
export const hasTiles = (width: number, height: number): boolean =>
  width > 4096 && Math.abs(width / height - 2) < 0.02;

/** Maximum length of a photograph's placeholder, a `data:` URI, in characters. */
export const MAX_BLUR_LENGTH = 1_024;

/** Whether a picture is a vector image, which has one file for all sizes. */
export const isVector = (file: string): boolean => file.toLowerCase().endsWith(".svg");
