import { useEffect, type RefObject } from "react";
import type { Box } from "../outline.ts";
import type { PictureCamera } from "./pictureCamera.ts";

const REVEAL = "offplan-reveal";

/** A part of a picture (0–1), and whether to come so close that it fills the viewport. */
export interface Revealed {
  readonly part: Box;
  readonly closer: boolean;
}

/** Asks a picture (its `data-surface` element) to bring a part into sight. Nobody else is told. */
export function revealInPicture(surface: Element, revealed: Revealed): void {
  surface.dispatchEvent(new CustomEvent<Revealed>(REVEAL, { detail: revealed }));
}

/** Lets a picture answer `revealInPicture`. */
export function useReveal(
  box: RefObject<HTMLElement | null>,
  camera: RefObject<PictureCamera | undefined>,
): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const reveal = (asked: Event) => {
      if (!(asked instanceof CustomEvent)) return;
      const { part, closer } = (asked as CustomEvent<Revealed>).detail;
      camera.current?.reveal(part, closer);
    };
    element.addEventListener(REVEAL, reveal);
    return () => element.removeEventListener(REVEAL, reveal);
  }, [box, camera]);
}
