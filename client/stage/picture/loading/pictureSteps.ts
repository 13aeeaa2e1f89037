import type { PictureLoader, PicturePriority } from "./pictureLoader.ts";
import { addressAt, usableWidth, widthFor, widthsOf, type PictureFile } from "./sources.ts";

export interface PictureStepsOptions {
  readonly file: PictureFile;
  readonly loader: PictureLoader;
  /** Of the first step; what makes it sharp is never urgent. */
  readonly priority: PicturePriority;
  /** Called with an address whose picture can be drawn in the same frame. */
  readonly show: (address: string) => void;
}

/** One picture on its way: first in a width to talk about, then in the width that it is drawn at. */
export interface PictureSteps {
  /** How many device pixels wide it is drawn. */
  want(pixels: number): void;
  /** What was shown is not there any more. */
  lose(): void;
  /** Idempotent. */
  close(): void;
}

/** The widest version of a picture that can be drawn at once; `undefined`: none. */
export const widestHeld = (file: PictureFile, loader: PictureLoader): number | undefined =>
  widthsOf(file).findLast((width) => loader.isHeld(addressAt(file, width)));

export function openPictureSteps(options: PictureStepsOptions): PictureSteps {
  const { file, loader, priority, show } = options;
  let have = widestHeld(file, loader) ?? 0;
  let wanted: number | undefined;
  let loading: { readonly width: number; readonly stop: () => void } | undefined;
  let closed = false;

  const goal = (): number => {
    if (wanted === undefined) return Math.max(have, usableWidth(file));
    const sharp = widthFor(file, wanted);
    return have === 0 ? Math.min(usableWidth(file), sharp) : sharp;
  };
  const stop = () => {
    loading?.stop();
    loading = undefined;
  };
  const go = () => {
    const width = goal();
    if (closed || width === loading?.width) return;
    stop();
    if (width <= have) return;
    const address = addressAt(file, width);
    let arrived = false;
    const stopLoading = loader.load(address, have === 0 ? priority : "low", () => {
      arrived = true;
      loading = undefined;
      have = width;
      show(address);
      go();
    });
    if (!arrived) loading = { width, stop: stopLoading };
  };
  go();
  return {
    want: (pixels) => {
      wanted = pixels;
      go();
    },
    lose: () => {
      for (const width of widthsOf(file)) loader.forget(addressAt(file, width));
      stop();
      have = 0;
      go();
    },
    close: () => {
      closed = true;
      stop();
    },
  };
}
