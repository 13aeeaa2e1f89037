import { isVector } from "../../../../schema/catalogue/pictures.ts";
import { browserPage } from "../../../base/pageSignals.ts";
import { browserTiming } from "../../../ui/timing.ts";
import {
  createPictureLoader,
  type PictureLoader,
  type PicturePriority,
} from "../../picture/loading/pictureLoader.ts";
import type { BitmapSize } from "./frameSize.ts";

/** Decodes off the main thread. An image element would be decoded again in each turn, when it is painted. */
async function decodePhotograph(
  address: string,
  priority: PicturePriority,
  signal: AbortSignal,
  { width, height }: BitmapSize,
): Promise<ImageBitmap> {
  const response = await fetch(address, { priority, signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bitmap = await createImageBitmap(await response.blob());
  if (bitmap.width <= width) return bitmap;
  // The server sends a photograph that it cannot resize as it is.
  const small = await createImageBitmap(bitmap, { resizeWidth: width, resizeHeight: height });
  bitmap.close();
  return small;
}

async function rasteriseDrawing(
  address: string,
  priority: PicturePriority,
  signal: AbortSignal,
  { width, height }: BitmapSize,
): Promise<ImageBitmap> {
  const image = new Image();
  image.fetchPriority = priority;
  signal.addEventListener("abort", () => image.removeAttribute("src"));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  return createImageBitmap(canvas);
}

/** A loader of `ImageBitmap`s that holds none itself. Drawings are rasterised in this size, and photographs have no more. */
export const openFrameBitmaps = (size: BitmapSize): PictureLoader =>
  createPictureLoader({
    fetch: (address, priority) => {
      const stop = new AbortController();
      const decode = isVector(address) ? rasteriseDrawing : decodePhotograph;
      return {
        arrived: decode(address, priority, stop.signal, size),
        drop: () => stop.abort(),
      };
    },
    after: (delayMs, then) => browserTiming.after(delayMs, then),
    onReturn: (returned) => browserPage.onReturn(returned),
    mostHeld: 0,
  });
