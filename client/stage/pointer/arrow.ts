import type { Spot } from "./pointerMotion.ts";

/** Beyond this from the end of the stage the label stands on the arrow's other side. */
const LABEL_ROOM = 128;

/** Puts a hand on the stage; one that rests or points nowhere fades. */
export function drawArrow(
  hand: HTMLElement,
  stage: HTMLElement,
  spot: Spot | undefined,
  resting: boolean,
): void {
  // Read before anything is written: after it the browser would work out all styles to answer.
  const { clientWidth } = stage;
  hand.toggleAttribute("data-off", spot === undefined || resting);
  if (spot === undefined) return;
  hand.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
  hand.toggleAttribute("data-flipped", spot.x > clientWidth - LABEL_ROOM);
}
