import { useEffect, useState } from "react";
import { serverTime, type ServerTime } from "../base/time.ts";
import type { Clock } from "../session/clock.ts";
import { msToNextMinute, timeLeft, type TimeLeft } from "./timeLeft.ts";

/** The time left, drawn again at each full minute and when the expiry or the server's time changes. */
export function useTimeLeft(
  expiresAtMs: number,
  clock: Pick<Clock, "after">,
  time: Pick<ServerTime, "now" | "subscribe"> = serverTime,
): TimeLeft {
  const [left, setLeft] = useState(() => timeLeft(expiresAtMs, time.now()));
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      cancel();
      const nowMs = time.now();
      setLeft(timeLeft(expiresAtMs, nowMs));
      cancel = clock.after(msToNextMinute(expiresAtMs, nowMs), tick);
    };
    tick();
    const stop = time.subscribe(tick);
    return () => {
      cancel();
      stop();
    };
  }, [clock, time, expiresAtMs]);
  return left;
}
