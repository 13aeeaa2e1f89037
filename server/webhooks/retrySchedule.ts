const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Delays after a failed attempt; the last one repeats. */
const DELAYS_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
];
/** Random share by which each delay is shorter or longer, so that a recovered receiver does not get all retries at once. */
const JITTER = 0.2;
/** An event is given up this long after its first attempt. */
const GIVE_UP_AFTER_MS = 24 * HOUR_MS;

export interface Attempts {
  /** Attempts so far, including the one that just failed. */
  readonly attempt: number;
  readonly firstAttemptMs: number;
}

/** The time of the next attempt; `undefined`: none. `random` is in [0, 1). */
export function nextAttempt(
  { attempt, firstAttemptMs }: Attempts,
  nowMs: number,
  random: number,
): number | undefined {
  const delayMs = DELAYS_MS[Math.min(attempt, DELAYS_MS.length) - 1] ?? 0;
  const atMs = Math.round(nowMs + delayMs * (1 - JITTER + 2 * JITTER * random));
  return atMs <= firstAttemptMs + GIVE_UP_AFTER_MS ? atMs : undefined;
}
