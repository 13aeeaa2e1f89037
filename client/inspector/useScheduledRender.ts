import {
  createContext,
  use,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type RefObject,
} from "react";
import { monotonicNow, browserClock } from "../base/clock.ts";
import { DRAW_MS, Turns, type NextFrame } from "./renderScheduler.ts";

/** After a frame is done and before the next one is due, where a browser can tell. */
const sparedFrame: NextFrame = (call) => {
  if (typeof requestIdleCallback === "undefined") {
    const frame = requestAnimationFrame(call);
    return () => cancelAnimationFrame(frame);
  }
  const idle = requestIdleCallback(call, { timeout: DRAW_MS });
  return () => cancelIdleCallback(idle);
};

export const openTurns = (): Turns => new Turns(browserClock, sparedFrame, IntersectionObserver);

export const TurnsContext = createContext<Turns | undefined>(undefined);

export interface Turn<Place extends Element> {
  /** The moment that is drawn. */
  readonly nowMs: number;
  /** For the element that the part fills; without one it is drawn wherever it is. */
  readonly place: RefObject<Place | null>;
}

/** Draws a component again in its turn, when what `look` says is another value; see `Turns`. */
export function useTurn<Place extends Element = Element>(
  look: (nowMs: number) => unknown,
): Turn<Place> {
  const turns = use(TurnsContext);
  const place = useRef<Place>(null);
  const [nowMs, setNowMs] = useState(monotonicNow);
  const latest = useEffectEvent(look);
  useEffect(
    () => turns?.join({ look: (atMs) => latest(atMs), draw: setNowMs, place: place.current }),
    [turns],
  );
  return { nowMs, place };
}

/** For what shows ages and clocks: another value every second. */
export const secondOf = (nowMs: number): number => Math.floor(nowMs / 1000);
