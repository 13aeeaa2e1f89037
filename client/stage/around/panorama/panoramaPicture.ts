import type { Panorama } from "../../../../schema/catalogue/around.ts";
import type { PictureLoader } from "../../picture/loading/pictureLoader.ts";
import { addressAt, widthFor } from "../../picture/loading/sources.ts";
import type { PanoramaRenderer } from "./panoramaRenderer.ts";
import type { Timing } from "../../../ui/timing.ts";
import { openPanoramaTiles } from "./panoramaTiles.ts";
import { stripScale, type PanoramaPlace, type ViewSize } from "./projection.ts";

/** Loaded first: enough to recognise the room. */
const FIRST_WIDTH = 1280;
/** Texture size supported by every phone. */
const FULL_WIDTH = 4096;
/** Without WebGL the decoded picture is drawn from memory. */
const STRIP_WIDTH = 1920;

export interface PanoramaPictureOptions {
  readonly panorama: Panorama;
  readonly context: CanvasRenderingContext2D;
  /** `undefined`: a strip is drawn. */
  readonly renderer: PanoramaRenderer | undefined;
  /** A loader that holds no pictures itself. */
  readonly loader: Pick<PictureLoader, "load">;
  readonly isImage: (picture: object) => picture is HTMLImageElement;
  readonly timing: Pick<Timing, "after">;
  /** Called when a redraw is needed: for a sharper picture, or another renderer. */
  readonly changed: () => void;
}

/** Draws one panorama on one canvas. */
export interface PanoramaPicture {
  /** How the latest picture was drawn; `undefined`: nothing loaded yet. */
  draw(place: PanoramaPlace, size: ViewSize): "perspective" | "strip" | undefined;
  /** Idempotent. */
  close(): void;
}

/** Beyond the seam behind the viewer the picture is repeated on either side. */
function drawStrip(
  context: CanvasRenderingContext2D,
  image: HTMLImageElement,
  place: PanoramaPlace,
  size: ViewSize,
): void {
  const scale = stripScale(place, size);
  const [width, height] = [360 * scale, 180 * scale];
  const left = size.width / 2 - (place.yaw + 180) * scale;
  const top = size.height / 2 - (90 - place.pitch) * scale;
  context.clearRect(0, 0, size.width, size.height);
  for (const turn of [-1, 0, 1]) context.drawImage(image, left + turn * width, top, width, height);
}

export function openPanoramaPicture(options: PanoramaPictureOptions): PanoramaPicture {
  const { panorama, context, renderer, loader } = options;
  const file = { src: panorama.src, ownWidth: panorama.size[0] };
  const full = Math.min(FULL_WIDTH, renderer?.largest ?? STRIP_WIDTH);
  const widths = [FIRST_WIDTH, full].map((pixels) => {
    const width = widthFor(file, pixels);
    // A picture without narrower versions may exceed the maximum texture size.
    return renderer === undefined || width <= renderer.largest ? width : widthFor(file, full / 2);
  });
  const tiles = renderer && openPanoramaTiles({ ...options, renderer, baseWidth: full });
  let shown: { readonly name: string; readonly image: HTMLImageElement } | undefined;
  let stop = () => {};
  let closed = false;

  const load = ([width, ...sharper]: readonly number[]) => {
    if (width === undefined) return;
    const name = addressAt(file, width);
    stop = loader.load(name, sharper.length > 0 ? "high" : "low", (image) => {
      if (closed || !options.isImage(image)) return;
      renderer?.put(name, image);
      if (shown !== undefined) renderer?.drop(shown.name);
      shown = { name, image };
      options.changed();
      load(sharper.filter((next) => next > width));
    });
  };
  const stopWatching = renderer?.onChange(options.changed);
  load(widths);

  return {
    draw: (place, size) => {
      if (shown === undefined) return undefined;
      const base = { name: shown.name, x: 0, y: 0, width: 1, height: 1 };
      const parts = tiles === undefined ? [base] : [base, ...tiles.look(place, size)];
      if (renderer?.draw(context, parts, place, size) === true) return "perspective";
      drawStrip(context, shown.image, place, size);
      return "strip";
    },
    close: () => {
      if (closed) return;
      closed = true;
      stop();
      stopWatching?.();
      tiles?.close();
      if (shown !== undefined) renderer?.drop(shown.name);
    },
  };
}
