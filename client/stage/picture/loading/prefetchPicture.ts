import type { Picture } from "../../../../schema/catalogue/catalogue.ts";
import { browserPictures } from "./browserPictures.ts";
import { openPictureSteps } from "./pictureSteps.ts";

/** Approximate share of a phone screen's height that a picture fills. */
const HEIGHT = 0.55;

/** Estimated width in device pixels of a picture that fills its part of the screen. */
function probablePixels([width, height]: readonly [number, number]): number {
  const drawn = Math.max(innerWidth, (HEIGHT * innerHeight * width) / height);
  return drawn * devicePixelRatio;
}

/**
 * Loads a picture that is likely to be drawn soon, in the same steps, after everything urgent. Returns a function that
 * cancels.
 */
export function prefetchPicture(
  { src, srcDark, size }: Pick<Picture, "src" | "srcDark" | "size">,
  isDark: boolean,
): () => void {
  const steps = openPictureSteps({
    file: { src: isDark ? (srcDark ?? src) : src, ownWidth: size[0] },
    loader: browserPictures,
    priority: "low",
    show: () => undefined,
  });
  steps.want(probablePixels(size));
  return () => steps.close();
}
