import type { Panorama } from "../../../../schema/catalogue/around.ts";
import { openBrowserPictures } from "../../picture/loading/browserPictures.ts";
import { browserTiming } from "../../../ui/timing.ts";
import type { Surface } from "../../pointer/surfaces.ts";
import { openPanoramaPicture } from "./panoramaPicture.ts";
import { pageRenderer } from "./panoramaRenderer.ts";
import {
  fromShare,
  perspective,
  strip,
  toShare,
  type Direction,
  type PanoramaPlace,
} from "./projection.ts";

/** Higher pixel ratios look the same and are slower. */
const MOST_PIXEL_RATIO = 2;

const isImage = (picture: object): picture is HTMLImageElement =>
  picture instanceof HTMLImageElement;

export interface RoomSceneOptions {
  readonly panorama: Panorama;
  readonly viewport: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  /** Called when a redraw is needed: for another picture or renderer. */
  readonly changed: () => void;
}

/** An element at a direction of the room. */
interface Mark {
  readonly direction: Direction;
  readonly element: HTMLElement;
}

/** A room in one viewport: its drawing, and the conversion of directions. */
export interface RoomScene extends Surface {
  draw(place: PanoramaPlace, marks: readonly Mark[]): void;
  /** Idempotent. */
  close(): void;
}

export function openRoomScene(options: RoomSceneOptions): RoomScene {
  const { viewport, canvas } = options;
  const picture = openPanoramaPicture({
    ...options,
    renderer: pageRenderer(),
    loader: openBrowserPictures(0),
    isImage,
    timing: browserTiming,
  });
  const sizeNow = () => ({
    width: viewport.clientWidth || 1,
    height: viewport.clientHeight || 1,
  });
  let manner: "perspective" | "strip" = "perspective";
  let latest: PanoramaPlace = { yaw: 0, pitch: 0, fov: 90 };
  const projection = () => (manner === "strip" ? strip : perspective)(latest, sizeNow());

  return {
    draw: (place, marks) => {
      latest = place;
      const ratio = Math.min(devicePixelRatio, MOST_PIXEL_RATIO);
      const size = sizeNow();
      const pixels = {
        width: Math.round(size.width * ratio),
        height: Math.round(size.height * ratio),
      };
      if (canvas.width !== pixels.width) canvas.width = pixels.width;
      if (canvas.height !== pixels.height) canvas.height = pixels.height;
      manner = picture.draw(place, pixels) ?? manner;
      viewport.dataset["manner"] = manner;
      // Set as styles, so that pointers over the room are positioned again.
      for (const name of ["yaw", "pitch", "fov"] as const) {
        viewport.style.setProperty(`--${name}`, place[name].toFixed(3));
      }
      const { toView } = projection();
      for (const { direction, element } of marks) {
        const { x, y } = toView(direction);
        const isAway = x < 0 || y < 0 || x > size.width || y > size.height;
        element.toggleAttribute("data-away", isAway);
        element.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
      }
    },
    toShare: ({ x, y }) => {
      const { width, height } = sizeNow();
      return toShare(projection().toSphere({ x: x * width, y: y * height }));
    },
    toBox: (share) => {
      const { width, height } = sizeNow();
      const { x, y } = projection().toView(fromShare(share));
      return { x: x / width, y: y / height };
    },
    close: () => picture.close(),
  };
}
