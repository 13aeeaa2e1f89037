import { useEffect, useState } from "react";
import type { Clock } from "../session/clock.ts";
import { msToNextMinute, timeLeft, type TimeLeft } from "./timeLeft.ts";

/** The time left, drawn again at each full minute and when the expiry changes. */
export function useTimeLeft(expiresAtMs: number, clock: Clock): TimeLeft {
  const [left, setLeft] = useState(() => timeLeft(expiresAtMs, clock.now()));
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      const nowMs = clock.now();
      setLeft(timeLeft(expiresAtMs, nowMs));
      cancel = clock.after(msToNextMinute(expiresAtMs, nowMs), tick);
    };
    tick();
    return () => cancel();
  }, [clock, expiresAtMs]);
  return left;
}
