import type { Timing } from "../../ui/timing.ts";

export interface GestureOptions {
  readonly element: HTMLElement;
  readonly timing: Pick<Timing, "after">;
  /** Movement of one finger or the mouse in CSS pixels. */
  readonly onDrag: (dx: number, dy: number) => void;
  /** Two fingers or a wheel: a factor above 1 zooms in. */
  readonly onZoom: (factor: number) => void;
  /** The gesture has ended. */
  readonly onRest: () => void;
}

/** A press that moves further is not a click. */
const CLICK_PIXELS = 6;
/** Pause after which a wheel gesture counts as ended. */
const WHEEL_REST_MS = 200;
const WHEEL_POWER = 0.0018;
/** Pixels per wheel unit: pixel, line, page. */
const WHEEL_UNITS = [1, 16, 400] as const;

interface Spot {
  readonly x: number;
  readonly y: number;
}

const spread = ([one, other]: readonly Spot[]): number =>
  one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);

/**
 * Reads drags, pinches and wheels on an element; a drag does not click the thing under it. Returns a function that stops.
 */
export function readGestures(options: GestureOptions): () => void {
  const { element, timing } = options;
  const pointers = new Map<number, Spot>();
  let travelled = 0;
  let moved = false;
  let cancelWheel: (() => void) | undefined;

  const rest = () => {
    if (moved) options.onRest();
    moved = false;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const move = (event: PointerEvent) => {
    const from = pointers.get(event.pointerId);
    if (from === undefined) return;
    const before = spread([...pointers.values()]);
    const to = { x: event.clientX, y: event.clientY };
    pointers.set(event.pointerId, to);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    travelled += Math.hypot(dx, dy);
    if (travelled <= CLICK_PIXELS) return;
    // Capturing earlier would redirect a click from the thing under the pointer to this element.
    element.setPointerCapture(event.pointerId);
    moved = true;
    if (pointers.size === 1) options.onDrag(dx, dy);
    else if (before > 0) options.onZoom(spread([...pointers.values()]) / before);
  };
  const up = (event: PointerEvent) => {
    if (pointers.delete(event.pointerId) && pointers.size === 0) rest();
  };
  const click = (event: MouseEvent) => {
    if (travelled <= CLICK_PIXELS) return;
    travelled = 0;
    event.preventDefault();
    event.stopPropagation();
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaY * (WHEEL_UNITS[event.deltaMode] ?? 1);
    options.onZoom(2 ** (-pixels * WHEEL_POWER * (event.ctrlKey ? 8 : 1)));
    moved = true;
    cancelWheel?.();
    cancelWheel = timing.after(WHEEL_REST_MS, rest);
  };
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", move, { signal });
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", up, { signal });
  element.addEventListener("click", click, { signal, capture: true });
  element.addEventListener("wheel", wheel, { signal, passive: false });
  return () => {
    stop.abort();
    cancelWheel?.();
  };
}
