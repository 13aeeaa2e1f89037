import { browserPage } from "../../../base/pageSignals.ts";
import { browserTiming } from "../../../ui/timing.ts";
import {
  createPictureLoader,
  type PictureFetch,
  type PictureLoader,
  type PicturePriority,
} from "./pictureLoader.ts";

async function arrive(image: HTMLImageElement): Promise<HTMLImageElement> {
  try {
    await image.decode();
  } catch (error) {
    // Decoding failed because of its size, but the browser draws it.
    if (!image.complete || image.naturalWidth === 0) throw error;
  }
  return image;
}

function fetchPicture(address: string, priority: PicturePriority): PictureFetch {
  const image = new Image();
  image.fetchPriority = priority;
  image.src = address;
  return { arrived: arrive(image), drop: () => image.removeAttribute("src") };
}

/** A loader of `HTMLImageElement`s, decoded. */
export const openBrowserPictures = (mostHeld?: number): PictureLoader =>
  createPictureLoader({
    fetch: fetchPicture,
    after: (delayMs, then) => browserTiming.after(delayMs, then),
    onReturn: (returned) => browserPage.onReturn(returned),
    ...(mostHeld !== undefined && { mostHeld }),
  });

/** The page's shared pictures. */
export const browserPictures = openBrowserPictures();
