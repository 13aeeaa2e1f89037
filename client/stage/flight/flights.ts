import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { browserTiming, prefersReducedMotion } from "../../ui/timing.ts";
import type { Box } from "../picture/outline.ts";
import { flightOnto, flightStyle, inverse, subjectsOf } from "./flightPath.ts";
import { reduceToGhost, scrollBack, scrolledAround, type Scrolled } from "./ghost.ts";
import {
  findPart,
  FLYING,
  isWaiting,
  measureIn,
  partIn,
  pictureIn,
  watchParts,
} from "./measure.ts";

const FLIGHT: KeyframeAnimationOptions = {
  duration: 600,
  easing: "cubic-bezier(0.6, 0, 0.2, 1)",
};
/** The outgoing view fades out before the incoming one comes to rest. */
const FADE: KeyframeAnimationOptions = { duration: 340, easing: "ease-in", fill: "forwards" };

/** How long the outgoing view covers one whose script or picture has not come yet. */
const LONGEST_WAIT_MS = 600;

/** A press that moves further is a drag. */
const CLICK_PIXELS = 6;

/** Dispatched on the stage once things under a pointer have come to rest. */
export const LANDED = "offplan-landed";

interface Scene {
  readonly element: HTMLElement;
  readonly view: View;
  readonly index: ProjectIndex;
}

interface Outgoing extends Scene {
  readonly scrolled: readonly Scrolled[];
}

/** The outgoing scene on the stage, until the incoming one has its size. */
interface Prepared {
  readonly ghost: HTMLElement;
  readonly scene: HTMLElement;
  /** The boxes between which the camera goes; each is measured when its scene has its size. */
  readonly from: Box;
  readonly to: () => { readonly thing: HTMLElement; readonly box: Box } | undefined;
}

/**
 * The camera's flight from one view of a stage to the next, where a part of one corresponds to the other: a tower on the
 * masterplan becomes its board. The next view is there at once; the outgoing one is drawn over it, and cannot be pressed.
 */
export interface Flights {
  /** Where outgoing views are drawn. */
  readonly attach: (sky: HTMLElement | null) => void;
  /** Before a scene is removed. */
  readonly leave: (scene: Scene) => void;
  /** After the next scene is inserted. */
  readonly arrive: (scene: Scene) => void;
  /** Once the next scene has its size. */
  readonly depart: () => void;
}

const canFly = (): boolean =>
  !prefersReducedMotion() && !document.hidden && typeof document.body.animate === "function";

export function createFlights(): Flights {
  let sky: HTMLElement | undefined;
  let outgoing: Outgoing | undefined;
  let prepared: Prepared | undefined;
  let finish: (() => void) | undefined;

  const clear = () => {
    finish?.();
    finish = undefined;
    prepared?.ghost.remove();
    prepared = undefined;
  };

  return {
    attach: (element) => {
      if (element === null) clear();
      sky = element ?? undefined;
    },
    leave: (scene) => {
      clear();
      if (!canFly()) return;
      const thing = lastOf(scene.element);
      if (thing === undefined) return;
      const scrolled: Scrolled[] = [];
      for (const flying of scene.element.querySelectorAll(FLYING)) {
        scrolled.push(scrolledAround(flying, scene.element));
      }
      outgoing = { ...scene, scrolled };
    },
    arrive: (scene) => {
      const from = outgoing;
      outgoing = undefined;
      if (from !== undefined && sky !== undefined) prepared = prepare(from, scene, sky);
    },
    depart: () => {
      const waiting = prepared;
      if (waiting === undefined) return;
      const { ghost, scene, from, to } = waiting;
      const end = () => {
        if (prepared === waiting) clear();
      };
      const go = () => {
        const target = to();
        if (target === undefined) return end();
        finish?.();
        finish = fly(ghost, from, target, end);
      };
      if (isWaiting(scene)) finish = waitFor(waiting, go, end);
      else go();
    },
  };
}

/** Waits until a scene is ready, as long as nobody touches it. Returns a function that stops. */
function waitFor({ scene, ghost }: Prepared, ready: () => void, end: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const stopWatching = watchParts(scene, () => {
    if (!isWaiting(scene)) ready();
  });
  const cancel = browserTiming.after(LONGEST_WAIT_MS, end);
  const listen = { signal, capture: true, passive: true } as const;
  for (const name of ["wheel", "pointerdown"]) {
    ghost.closest(".stage")?.addEventListener(name, end, listen);
  }
  return () => {
    stop.abort();
    stopWatching();
    cancel();
  };
}

const lastOf = (scene: Element): HTMLElement | undefined =>
  [...scene.querySelectorAll<HTMLElement>(FLYING)].at(-1);

/** The flying thing that shows `anchor`, else the scene's own. */
const showing = (scene: Element, anchor: string): HTMLElement | undefined =>
  scene.querySelector<HTMLElement>(`[data-flies="${CSS.escape(anchor)}"]`) ?? lastOf(scene);

function prepare(from: Outgoing, to: Scene, sky: HTMLElement): Prepared | undefined {
  const stage = sky.closest<HTMLElement>(".stage");
  if (stage === null) return undefined;
  const part = findPart(from.element, subjectsOf(to.view, to.index));
  const whole =
    part === undefined ? findPart(to.element, subjectsOf(from.view, from.index)) : undefined;
  const ghost = from.element;
  const leaving = part?.thing ?? (whole && showing(ghost, whole.anchor));
  if (leaving === undefined) return undefined;
  ghost.inert = true;
  ghost.classList.add("stage-ghost");
  sky.append(ghost);
  for (const scrolled of from.scrolled) scrollBack(scrolled);
  const measure = measureIn(stage);
  const start = part ? partIn(leaving, part.part, measure) : pictureIn(leaving, measure);
  if (start === undefined) {
    ghost.remove();
    return undefined;
  }
  reduceToGhost(ghost, leaving, measure);
  return {
    ghost,
    scene: to.element,
    from: start,
    to: () => {
      const thing = whole?.thing ?? (part && showing(to.element, part.anchor));
      if (thing === undefined) return undefined;
      const now = measureIn(stage);
      const box = whole ? partIn(thing, whole.part, now) : pictureIn(thing, now);
      return box && { thing, box };
    },
  };
}

/** Starts the flight. Returns a function that ends it at once, which is safe to call again. */
function fly(
  ghost: HTMLElement,
  from: Box,
  { thing, box }: { readonly thing: HTMLElement; readonly box: Box },
  landed: () => void,
): () => void {
  const stage = ghost.closest<HTMLElement>(".stage");
  if (stage === null) return () => {};
  const back = flightOnto(box, from);
  const corner = measureIn(stage).box(thing);
  const home = flightStyle({ scale: 1, x: 0, y: 0 }, corner);
  const release = holdScrollers(thing, stage);
  const arriving = thing.animate([flightStyle(back, corner), home], FLIGHT);
  const leaving = [
    ghost.animate([home, flightStyle(inverse(back), { x: 0, y: 0 })], FLIGHT),
    ghost.animate([{ opacity: 1 }, { opacity: 0 }], FADE),
  ];
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) return;
    stop.abort();
    for (const animation of [arriving, ...leaving]) animation.cancel();
    release();
    stage.dispatchEvent(new Event(LANDED));
  };
  const { signal } = stop;
  const listen = { signal, capture: true, passive: true } as const;
  // A pressed thing stays under the finger until the press has become a click; a drag moves the view itself.
  const pause = ({ clientX, clientY }: PointerEvent) => {
    for (const animation of [arriving, ...leaving]) animation.pause();
    const move = (moved: PointerEvent) => {
      const travelled = Math.hypot(moved.clientX - clientX, moved.clientY - clientY);
      if (travelled > CLICK_PIXELS) landed();
    };
    stage.addEventListener("pointermove", move, listen);
  };
  arriving.addEventListener("finish", landed, { signal });
  stage.addEventListener("wheel", landed, listen);
  stage.addEventListener("pointerdown", pause, listen);
  for (const name of ["pointerup", "pointercancel"]) {
    stage.addEventListener(name, () => requestAnimationFrame(landed), listen);
  }
  return end;
}

/** Prevents scroll bars around a flying thing. Returns a function that restores the elements around it. */
function holdScrollers(thing: HTMLElement, stage: HTMLElement): () => void {
  const held: (() => void)[] = [];
  for (let element = thing.parentElement; element !== null; element = element.parentElement) {
    if (element === stage) break;
    const { style, scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
    const { overflowX, overflowY } = style;
    if (getComputedStyle(element).overflowY === "visible") continue;
    if (scrollHeight <= clientHeight) style.overflowY = "hidden";
    if (scrollWidth <= clientWidth) style.overflowX = "hidden";
    held.push(() => Object.assign(style, { overflowX, overflowY }));
  }
  return () => {
    for (const release of held) release();
  };
}
