import { useEffect, useState } from "react";
import { monotonicNow } from "../clock.ts";

/** The time in ms since the epoch, renewed every `periodMs`. `now` is that of pages for ages; for expiries, the server's. */
export function useNow(periodMs: number, now: () => number = monotonicNow): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), periodMs);
    return () => clearInterval(timer);
  }, [periodMs, now]);
  return nowMs;
}
