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

/** The idle time between two frames, if the browser supports it. */
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
  /** The time of this render. */
  readonly nowMs: number;
  /** Ref for the part's element; without one it renders even when out of sight. */
  readonly place: RefObject<Place | null>;
}

/** Re-renders a component, in turn with others, when `look` returns another value; see `RenderScheduler`. */
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

/** For ages and clocks: changes every second. */
export const secondOf = (nowMs: number): number => Math.floor(nowMs / 1000);
