import { useEffect, type RefObject } from "react";
import type { Box } from "../outline.ts";
import type { PictureCamera } from "./pictureCamera.ts";

const REVEAL = "offplan-reveal";

/** A part of a picture (0–1), and whether to zoom in until it fills the viewport. */
export interface Revealed {
  readonly part: Box;
  readonly closer: boolean;
}

/** Asks a picture (its `data-surface` element) to bring a part into view, on this screen only. */
export function revealInPicture(surface: Element, revealed: Revealed): void {
  surface.dispatchEvent(new CustomEvent<Revealed>(REVEAL, { detail: revealed }));
}

/** Calls back with each part that a picture should bring into view. Returns a function that unsubscribes. */
export function onReveal(surface: Element, reveal: (revealed: Revealed) => void): () => void {
  const listener = (asked: Event) => {
    if (asked instanceof CustomEvent) reveal((asked as CustomEvent<Revealed>).detail);
  };
  surface.addEventListener(REVEAL, listener);
  return () => surface.removeEventListener(REVEAL, listener);
}

/** Makes a picture handle `revealInPicture`. */
export function useReveal(
  box: RefObject<HTMLElement | null>,
  camera: RefObject<PictureCamera | undefined>,
): void {
  useEffect(() => {
    if (box.current === null) return;
    return onReveal(box.current, ({ part, closer }) => camera.current?.reveal(part, closer));
  }, [box, camera]);
}
