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
import { DRAW_MS, RenderScheduler, type NextFrame } from "./renderScheduler.ts";

/** After a frame is done and before the next one is due, where a browser can tell. */
const sparedFrame: NextFrame = (call) => {
  if (typeof requestIdleCallback === "undefined") {
    const frame = requestAnimationFrame(call);
    return () => cancelAnimationFrame(frame);
  }
  const idle = requestIdleCallback(call, { timeout: DRAW_MS });
  return () => cancelIdleCallback(idle);
};

export const openRenderScheduler = (): RenderScheduler =>
  new RenderScheduler(browserClock, sparedFrame, IntersectionObserver);

export const RenderSchedulerContext = createContext<RenderScheduler | undefined>(undefined);

export interface ScheduledRender<Place extends Element> {
  /** The moment that is drawn. */
  readonly nowMs: number;
  /** For the element that the part fills; without one it is drawn wherever it is. */
  readonly place: RefObject<Place | null>;
}

/** Draws a component again in its turn, when what `look` says is another value; see `RenderScheduler`. */
export function useScheduledRender<Place extends Element = Element>(
  look: (nowMs: number) => unknown,
): ScheduledRender<Place> {
  const turns = use(RenderSchedulerContext);
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
