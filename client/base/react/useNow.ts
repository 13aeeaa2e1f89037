import { useEffect, useState } from "react";
import { monotonicNow } from "../clock.ts";

/**
 * The time in ms since the epoch, updated every `periodMs`. `now` is the page's clock for ages, the server's for
 * expiries.
 */
export function useNow(periodMs: number, now: () => number = monotonicNow): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), periodMs);
    return () => clearInterval(timer);
  }, [periodMs, now]);
  return nowMs;
}
