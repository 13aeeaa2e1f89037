import { useEffect, useState } from "react";
import { serverTime, type ServerTime, type Clock } from "../base/clock.ts";

const MINUTE_MS = 60_000;
/** Time left in ms from which the page announces the end. */
const ENDING_MS = 5 * MINUTE_MS;
/** Above it, hours are precise enough. */
const HOURS_FROM_MINUTES = 120;

/** How long a viewing stays open, rounded down: never promise more than there is. */
export type TimeLeft =
  | { readonly unit: "hours"; readonly count: number; readonly ending: false }
  | { readonly unit: "minutes"; readonly count: number; readonly ending: boolean }
  /** Under a minute. */
  | { readonly unit: "moments"; readonly ending: true };

export function timeLeft(expiresAtMs: number, nowMs: number): TimeLeft {
  const leftMs = Math.max(0, expiresAtMs - nowMs);
  const minutes = Math.floor(leftMs / MINUTE_MS);
  if (minutes >= HOURS_FROM_MINUTES) {
    return { unit: "hours", count: Math.floor(minutes / 60), ending: false };
  }
  if (minutes < 1) return { unit: "moments", ending: true };
  return { unit: "minutes", count: minutes, ending: leftMs <= ENDING_MS };
}

const isSame = (one: TimeLeft, other: TimeLeft): boolean =>
  one.ending === other.ending &&
  one.unit === other.unit &&
  (one.unit === "moments" || other.unit === "moments" || one.count === other.count);

/** When the text next changes: at the next full minute. Never 0, so that a timer moves on. */
export const msToNextMinute = (expiresAtMs: number, nowMs: number): number => {
  const leftMs = Math.max(0, expiresAtMs - nowMs);
  return leftMs === 0 ? MINUTE_MS : (leftMs % MINUTE_MS) + 1;
};

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
      const next = timeLeft(expiresAtMs, nowMs);
      setLeft((shown) => (isSame(shown, next) ? shown : next));
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
