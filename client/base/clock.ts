/** Whole milliseconds since the epoch by the clock with which this page began. Never set back or forward; may stand still in sleep. */
export const monotonicNow = (): number => Math.round(performance.timeOrigin + performance.now());

/** Time and timers, passed in so that tests move them. */
export interface Clock {
  /** Milliseconds since the epoch, for waits and ages; monotonic. Times of the server are compared with `ServerTime`. */
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

/** The server's time, derived from its answers. A device's own clock may be wrong by hours. */
export interface ServerTime {
  /** Milliseconds since the epoch; this device's time until the first answer. */
  readonly now: () => number;
  /** Corrects the offset by the `now` of an answer to a request sent at `askedAtMs` of the monotonic clock. */
  hear(serverMs: number, askedAtMs: number): void;
  /** Calls back when the offset changes. Returns the way to stop. */
  subscribe(changed: () => void): () => void;
}

export function openServerTime(now: () => number): ServerTime {
  const listeners = new Set<() => void>();
  let offsetMs = 0;
  let heard = false;
  return {
    now: () => now() + offsetMs,
    hear: (serverMs, askedAtMs) => {
      const atMs = now();
      // The answer was made somewhere between question and arrival.
      const doubtMs = (atMs - askedAtMs) / 2;
      const nextMs = serverMs + doubtMs - atMs;
      if (heard && Math.abs(nextMs - offsetMs) <= doubtMs) return;
      heard = true;
      offsetMs = nextMs;
      for (const listener of listeners) listener();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

export const serverTime: ServerTime = openServerTime(monotonicNow);
