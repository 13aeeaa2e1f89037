import { useCallback, useEffect, useRef, type RefObject } from "react";
import type { Orbit } from "../../../../schema/catalogue/around.ts";
import { isVector } from "../../../../schema/catalogue/pictures.ts";
import { browserTiming } from "../../../ui/timing.ts";
import { browserPictures } from "../../picture/loading/browserPictures.ts";
import { addressAt, widthFor } from "../../picture/loading/sources.ts";
import { openFrameBitmaps } from "./frameBitmaps.ts";
import { frameOf, mostFrames, turningAddress, turningSize } from "./frameSize.ts";
import { openOrbitFrames, type OrbitFrames } from "./orbitFrames.ts";

const SHARPEN_AFTER_MS = 250;

const isImage = (picture: object): picture is HTMLImageElement =>
  picture instanceof HTMLImageElement;
const isBitmap = (picture: object): picture is ImageBitmap => picture instanceof ImageBitmap;

export interface OrbitPictureUse {
  readonly orbit: Orbit;
  /** Gets the frame as its only content. */
  readonly holder: RefObject<HTMLElement | null>;
  /** `undefined`: not known yet. */
  readonly isDark: boolean | undefined;
  /** Called with each shown frame. */
  readonly onFrame: (frame: number) => void;
}

/**
 * Shows the loaded frame of an orbit nearest to the requested one, and a sharp one where it rests. Returns a function that
 * requests a frame.
 */
export function useOrbitPicture(use: OrbitPictureUse): (frame: number) => void {
  const { orbit, holder, isDark } = use;
  const frames = useRef<OrbitFrames>(undefined);
  const wanted = useRef(0);
  const latest = useRef(use);
  useEffect(() => {
    latest.current = use;
  });

  useEffect(() => {
    const element = holder.current;
    if (element === null || isDark === undefined) return;
    const fileOf = (frame: number) => frameOf(orbit, frame, isDark);
    const drawnPixels = (element.clientWidth || Infinity) * devicePixelRatio;
    const turning = turningSize(fileOf(0), orbit.size, drawnPixels);
    const sheet = openSheet(element, orbit);
    let stopSharp = () => {};
    const sharpen = (frame: number) => {
      const file = fileOf(frame);
      const width = widthFor(file, element.clientWidth * devicePixelRatio);
      if (width <= turning.width && !isVector(file.src)) return () => {};
      return browserPictures.load(addressAt(file, width), "low", (picture) => {
        // Cloned, because the loader keeps its image for later requests.
        if (isImage(picture)) sheet.cover(picture.cloneNode() as HTMLImageElement);
      });
    };
    const opened = openOrbitFrames({
      count: orbit.count,
      most: mostFrames(orbit.count, turning),
      address: (frame) => turningAddress(fileOf(frame), turning),
      loader: openFrameBitmaps(turning),
      isFrame: isBitmap,
      show: (frame, bitmap) => {
        stopSharp();
        sheet.draw(bitmap);
        element.dataset["frame"] = String(frame);
        latest.current.onFrame(frame);
        let stop = () => {};
        const cancel = browserTiming.after(SHARPEN_AFTER_MS, () => (stop = sharpen(frame)));
        stopSharp = () => {
          cancel();
          stop();
        };
      },
      free: (bitmap) => bitmap.close(),
    });
    frames.current = opened;
    opened.look(wanted.current);
    return () => {
      stopSharp();
      opened.close();
      frames.current = undefined;
    };
  }, [orbit, holder, isDark]);

  return useCallback((frame: number) => {
    wanted.current = frame;
    frames.current?.look(frame);
  }, []);
}

/** The drawing surface of a holder. */
interface Sheet {
  readonly draw: (bitmap: ImageBitmap) => void;
  /** Covers what is drawn with a sharper picture of it, until another is drawn. */
  readonly cover: (image: HTMLImageElement) => void;
}

/** Replaces what is in the holder when it is first drawn on: until then an earlier picture, or its ghost, stays. */
function openSheet(holder: HTMLElement, { kind }: Pick<Orbit, "kind">): Sheet {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { alpha: kind === "drawing" });
  const frame = (element: HTMLElement) => {
    element.className = "picture-image orbit-frame";
    element.dataset["kind"] = kind;
  };
  frame(canvas);
  let cover: HTMLImageElement | undefined;
  return {
    draw: (bitmap) => {
      const { width, height } = bitmap;
      // Setting a size clears and allocates, even the same one.
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      if (kind === "drawing") context?.clearRect(0, 0, width, height);
      context?.drawImage(bitmap, 0, 0);
      if (!canvas.isConnected) holder.replaceChildren(canvas);
      canvas.style.visibility = "";
      cover?.remove();
      cover = undefined;
    },
    cover: (image) => {
      frame(image);
      image.alt = "";
      image.draggable = false;
      cover?.remove();
      cover = image;
      holder.append(image);
      // A drawing is transparent, and would be drawn twice.
      if (kind === "drawing") canvas.style.visibility = "hidden";
    },
  };
}
