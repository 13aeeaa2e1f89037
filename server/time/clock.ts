/** Time and timers, passed in so that tests control them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`. Returns a function that cancels. Never keeps the process alive. */
  after(delayMs: number, call: () => void): () => void;
  /** Calls back once input that has already arrived was read. Returns a function that cancels. */
  soon(call: () => void): () => void;
  /** Calls back every `periodMs` until cancelled. Never keeps the process alive. */
  every(periodMs: number, call: () => void): () => void;
}

/** Node's longest timer; a later one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, Math.min(delayMs, LONGEST_TIMER_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
  soon: (call) => {
    // Two turns of the event loop, since Node reads input between them.
    let turn = setImmediate(() => {
      turn = setImmediate(call);
    });
    return () => clearImmediate(turn);
  },
  every: (periodMs, call) => {
    const timer = setInterval(call, periodMs);
    timer.unref();
    return () => clearInterval(timer);
  },
};
