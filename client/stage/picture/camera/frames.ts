import { createContext } from "react";
import type { CameraFrame } from "./pictureCamera.ts";

export interface PictureFrame extends CameraFrame {
  /** The size of the box's layout; a transform scales it to `box` where the two differ. */
  readonly laid: { readonly width: number; readonly height: number };
  /** True until the box rests at its own size. */
  readonly moving: boolean;
}

/** The latest frame of a picture, for things drawn on it: labels, a small map. */
export interface PictureFrames {
  readonly get: () => PictureFrame | undefined;
  readonly subscribe: (drawn: (frame: PictureFrame) => void) => () => void;
}

export interface WritablePictureFrames extends PictureFrames {
  readonly publish: (frame: PictureFrame) => void;
}

export function createPictureFrames(): WritablePictureFrames {
  let latest: PictureFrame | undefined;
  const listeners = new Set<(frame: PictureFrame) => void>();
  return {
    get: () => latest,
    subscribe: (drawn) => {
      listeners.add(drawn);
      if (latest !== undefined) drawn(latest);
      return () => listeners.delete(drawn);
    },
    publish: (frame) => {
      latest = frame;
      for (const listener of listeners) listener(frame);
    },
  };
}

export const PictureFramesContext = createContext<PictureFrames | undefined>(undefined);
