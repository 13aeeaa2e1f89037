import type { PictureLoader, PicturePriority } from "./pictureLoader.ts";
import { addressAt, usableWidth, widthFor, widthsOf, type PictureFile } from "./sources.ts";

export interface PictureStepsOptions {
  readonly file: PictureFile;
  readonly loader: PictureLoader;
  /** Priority of the first step; the sharpening step is never urgent. */
  readonly priority: PicturePriority;
  /** Called with an address whose picture can be drawn in the same frame. */
  readonly show: (address: string) => void;
}

/** A picture loaded in steps: first at a usable width, then at the width at which it is drawn. */
export interface PictureSteps {
  /** Sets the drawn width in device pixels. */
  want(pixels: number): void;
  /** The shown picture is no longer available. */
  lose(): void;
  /** Idempotent. */
  close(): void;
}

/** The widest version of a picture held in memory; `undefined`: none. */
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
