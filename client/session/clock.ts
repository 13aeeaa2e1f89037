import { monotonicNow } from "../base/time.ts";

/** Time and timers, passed in so that tests move them. */
export interface Clock {
  /** Milliseconds since the epoch, for waits and ages. Never goes back. What the server dated is compared with `ServerTime`. */
  now(): number;
  /** Calls back once after `delayMs`. Returns the way to cancel. */
  after(delayMs: number, call: () => void): () => void;
}

export const browserClock: Clock = {
  now: monotonicNow,
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
