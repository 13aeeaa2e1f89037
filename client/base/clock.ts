/** Whole milliseconds since the epoch. Monotonic: never adjusted after the page loaded. May pause during sleep. */
export const monotonicNow = (): number => Math.round(performance.timeOrigin + performance.now());

/** Time and timers, passed in so that tests control them. */
export interface Clock {
  /**
   * Milliseconds since the epoch, for intervals and ages; monotonic. Server timestamps are compared using `ServerTime`.
   */
  now(): number;
  /** Calls back once after `delayMs`. Returns a function that cancels. */
  after(delayMs: number, call: () => void): () => void;
}

export const browserClock: Clock = {
  now: monotonicNow,
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The server's time, estimated from its responses, because device clocks may be wrong by hours. */
export interface ServerTime {
  /** Milliseconds since the epoch; the device's time until the first response. */
  readonly now: () => number;
  /** Corrects the offset by the `now` of a response to a request sent at `askedAtMs` on the monotonic clock. */
  hear(serverMs: number, askedAtMs: number): void;
  /** Calls back when the offset changes. Returns a function that unsubscribes. */
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
      // The server took its time at some point between request and response.
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
