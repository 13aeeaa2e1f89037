import { useEffect, useRef, useState, type RefObject } from "react";
import type { Pointer } from "../../../schema/presentation/awareness.ts";
import { MARK_MS } from "../../../schema/presentation/ask.ts";
import { browserTiming } from "../../ui/timing.ts";
import type { Spot } from "./pointerMotion.ts";
import { readPointer } from "./usePointerReport.ts";

/** From the press to the hold. */
const HOLD_MS = 500;
/** A finger that moves farther drags. */
const STILL_PIXELS = 10;

/**
 * Calls back when a press rests on a thing of the stage; that press is no click. Returns the position of the press,
 * relative to the area's corner, while its mark is shown.
 */
export function useHold(
  area: RefObject<HTMLElement | null>,
  onHold: ((pointer: Pointer) => void) | undefined,
): Spot | undefined {
  const [spot, setSpot] = useState<Spot>();
  const latest = useRef(onHold);
  useEffect(() => {
    latest.current = onHold;
  });
  const isOn = onHold !== undefined;
  useEffect(() => {
    const element = area.current;
    if (element === null || !isOn) return;
    let pressed: PointerEvent | undefined;
    let isHeld = false;
    let cancelHold = () => {};
    let cancelSpot = () => {};
    const forget = () => {
      pressed = undefined;
      cancelHold();
    };
    const hold = () => {
      const pointer = pressed && readPointer(pressed);
      if (pressed === undefined || pointer === undefined) return;
      isHeld = true;
      const corner = element.getBoundingClientRect();
      setSpot({ x: pressed.clientX - corner.x, y: pressed.clientY - corner.y });
      cancelSpot();
      cancelSpot = browserTiming.after(MARK_MS, () => setSpot(undefined));
      latest.current?.(pointer);
    };
    const down = (event: PointerEvent) => {
      isHeld = false;
      forget();
      if (event.button !== 0 || !event.isPrimary) return;
      pressed = event;
      cancelHold = browserTiming.after(HOLD_MS, hold);
    };
    const move = (event: PointerEvent) => {
      if (pressed === undefined) return;
      const moved = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY);
      if (moved > STILL_PIXELS) forget();
    };
    const swallow = (event: Event) => {
      if (!isHeld) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const stop = new AbortController();
    const { signal } = stop;
    const early = { signal, capture: true };
    element.addEventListener("pointerdown", down, early);
    element.addEventListener("pointermove", move, early);
    for (const over of ["pointerup", "pointercancel", "pointerleave"] as const) {
      element.addEventListener(over, forget, early);
    }
    for (const click of ["click", "contextmenu"] as const) {
      element.addEventListener(click, swallow, early);
    }
    return () => {
      stop.abort();
      forget();
      cancelSpot();
    };
  }, [area, isOn]);
  return spot;
}
