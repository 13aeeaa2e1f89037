import type { Panorama } from "../../../../schema/catalogue/around.ts";
import {
  hasTiles,
  TILE_COLUMNS,
  TILE_ROWS,
  tileName,
  type Tile,
} from "../../../../schema/catalogue/pictures.ts";
import type { Timing } from "../../../ui/timing.ts";
import type { PictureLoader } from "../../picture/loading/pictureLoader.ts";
import type { PanoramaPart, PanoramaRenderer } from "./panoramaRenderer.ts";
import {
  focalLength,
  perspective,
  toShare,
  type PanoramaPlace,
  type ViewSize,
} from "./projection.ts";

/** Tiles are loaded once a view has rested this long: while it turns, the whole picture suffices. */
const REST_MS = 200;
/** Maximum size of tiles in memory, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** The server's largest tile. */
const LARGEST_TILE = 2_048;
const MOST_LOADING = 2;
/** Directions that are looked up across a view to find its tiles. */
const SAMPLES = 9;
/** Invisible enlargement, as of other pictures. */
const SOFTNESS = 1.1;

export interface PanoramaTilesOptions {
  readonly panorama: Pick<Panorama, "src" | "size">;
  readonly renderer: Pick<PanoramaRenderer, "put" | "drop">;
  /** A loader that holds no pictures itself. */
  readonly loader: Pick<PictureLoader, "load">;
  readonly isImage: (picture: object) => picture is HTMLImageElement;
  readonly timing: Pick<Timing, "after">;
  /** Width of the whole picture that lies below the tiles. */
  readonly baseWidth: number;
  /** Called when a redraw is needed: for another tile. */
  readonly changed: () => void;
}

/** The sharp tiles of a large panorama in the viewing direction. */
export interface PanoramaTiles {
  /** The loaded tiles. Requests those of this view once it rests. */
  look(place: PanoramaPlace, size: ViewSize): readonly PanoramaPart[];
  /** Idempotent. */
  close(): void;
}

/** Maximum number of held tiles. */
export function mostTiles([width]: Panorama["size"]): number {
  const side = Math.min(LARGEST_TILE, width / TILE_COLUMNS);
  return Math.floor(MOST_BYTES / (side * side * 4));
}

/** The tiles of a view, from its middle outwards. */
export function tilesIn(place: PanoramaPlace, size: ViewSize): readonly Tile[] {
  const { toSphere } = perspective(place, size);
  const steps = Array.from({ length: SAMPLES }, (_, at) => at / (SAMPLES - 1));
  const spots = steps
    .flatMap((x) => steps.map((y) => ({ x, y })))
    .toSorted((one, other) => fromMiddle(one) - fromMiddle(other));
  const found = new Map<string, Tile>();
  for (const spot of spots) {
    const { x, y } = toShare(toSphere({ x: spot.x * size.width, y: spot.y * size.height }));
    const tile = {
      column: Math.min(Math.floor(x * TILE_COLUMNS), TILE_COLUMNS - 1),
      row: Math.min(Math.floor(y * TILE_ROWS), TILE_ROWS - 1),
    };
    if (!found.has(tileName(tile))) found.set(tileName(tile), tile);
  }
  return [...found.values()];
}

const fromMiddle = ({ x, y }: { readonly x: number; readonly y: number }): number =>
  Math.hypot(x - 0.5, y - 0.5);

/** Whether a whole picture of this width is coarser than the view's pixels. `size` is in device pixels. */
export function isCoarse(baseWidth: number, place: PanoramaPlace, size: ViewSize): boolean {
  const perDegree = (focalLength(place, size) * Math.PI) / 180;
  return (baseWidth / 360) * SOFTNESS < perDegree;
}

/** `undefined`: the panorama has no tiles. */
export function openPanoramaTiles(options: PanoramaTilesOptions): PanoramaTiles | undefined {
  const { panorama, renderer, loader, timing, baseWidth } = options;
  if (!hasTiles(...panorama.size)) return undefined;
  const most = mostTiles(panorama.size);
  const held = new Map<string, PanoramaPart>();
  const loading = new Map<string, () => void>();
  let wanted: readonly Tile[] = [];
  let looked = "";
  let cancel = () => {};
  let closed = false;

  const addressOf = (tile: Tile) => `${panorama.src}?tile=${tileName(tile)}`;
  const drop = (names: ReadonlySet<string>) => {
    for (const name of held.keys()) {
      if (names.has(name)) continue;
      held.delete(name);
      renderer.drop(name);
    }
    for (const [name, stop] of loading) {
      if (names.has(name)) continue;
      loading.delete(name);
      stop();
    }
  };
  const load = (tile: Tile) => {
    const name = addressOf(tile);
    let arrived = false;
    const stop = loader.load(name, "low", (image) => {
      arrived = true;
      loading.delete(name);
      if (closed || !options.isImage(image)) return;
      renderer.put(name, image);
      held.set(name, {
        name,
        x: tile.column / TILE_COLUMNS,
        y: tile.row / TILE_ROWS,
        width: 1 / TILE_COLUMNS,
        height: 1 / TILE_ROWS,
      });
      options.changed();
      fill();
    });
    if (!arrived) loading.set(name, stop);
  };
  const fill = () => {
    for (const tile of wanted) {
      if (loading.size >= MOST_LOADING) return;
      const name = addressOf(tile);
      if (!held.has(name) && !loading.has(name)) load(tile);
    }
  };
  const rest = (place: PanoramaPlace, size: ViewSize) => {
    wanted = isCoarse(baseWidth, place, size) ? tilesIn(place, size).slice(0, most) : [];
    const names = new Set(wanted.map(addressOf));
    // Earlier tiles are dropped only to make room for visible ones.
    if (held.size + names.size > most) drop(names);
    fill();
  };

  return {
    look: (place, size) => {
      const key = JSON.stringify([place, size]);
      if (key !== looked && !closed) {
        looked = key;
        cancel();
        cancel = timing.after(REST_MS, () => rest(place, size));
      }
      return [...held.values()];
    },
    close: () => {
      closed = true;
      cancel();
      drop(new Set());
    },
  };
}
