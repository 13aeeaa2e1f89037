import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "./problem.ts";

/** Counts what was refused, in a window of a minute a key. What succeeds is never counted. */
export interface Attempts {
  /** Throws `too_many_attempts` while any of the keys has used its refusals up. */
  check(keys: readonly string[]): Promise<void>;
  /** Counts one refusal for each key; throws as `check` if that was one too many. */
  refuse(keys: readonly string[]): Promise<void>;
}

export const tooMany = (limit: RateLimiterRes): Problem =>
  new Problem("too_many_attempts", {
    retryAfter: Math.max(1, Math.ceil(limit.msBeforeNext / 1000)),
  });

export function openAttempts(perMinute: number): Attempts {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    check: async (keys) => {
      for (const key of keys) {
        const used = await limiter.get(key);
        if (used !== null && used.msBeforeNext > 0 && used.consumedPoints >= perMinute) {
          throw tooMany(used);
        }
      }
    },
    refuse: async (keys) => {
      const counted = await Promise.allSettled(keys.map((key) => limiter.consume(key)));
      for (const outcome of counted) {
        if (outcome.status === "fulfilled") continue;
        throw outcome.reason instanceof RateLimiterRes ? tooMany(outcome.reason) : outcome.reason;
      }
    },
  };
}
