/** Time and timers, passed in so that tests move them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`. Returns the way to cancel. */
  after(delayMs: number, call: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
