import type { Picture } from "../../../../schema/catalogue/catalogue.ts";
import { browserPictures } from "./browserPictures.ts";
import { openPictureSteps } from "./pictureSteps.ts";

/** Share of the screen's height that a picture has on a phone, about. */
const HEIGHT = 0.55;

/** How many device pixels wide a picture will be that fills its part of the screen. */
function probablePixels([width, height]: readonly [number, number]): number {
  const drawn = Math.max(innerWidth, (HEIGHT * innerHeight * width) / height);
  return drawn * devicePixelRatio;
}

/** Fetches a picture that is likely to be drawn soon, in the steps in which it will be, after all that is urgent. Returns the way to stop. */
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
