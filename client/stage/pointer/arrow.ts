import type { Spot } from "./pointerMotion.ts";

/** Minimum distance from the end of the stage for the label; closer, it stands on the arrow's other side. */
const LABEL_ROOM = 128;

/** Positions a pointer on the stage; a resting or absent one fades. */
export function drawArrow(
  hand: HTMLElement,
  stage: HTMLElement,
  spot: Spot | undefined,
  resting: boolean,
): void {
  // Read before writing: afterwards the browser would have to recompute all styles.
  const { clientWidth } = stage;
  hand.toggleAttribute("data-off", spot === undefined || resting);
  if (spot === undefined) return;
  hand.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
  hand.toggleAttribute("data-flipped", spot.x > clientWidth - LABEL_ROOM);
}
