import { RateLimiterRes } from "rate-limiter-flexible";
import type { ProblemCode } from "../../../schema/protocol/problems.ts";
import type { OpenLimiter } from "../../relay/relay.ts";
import { Problem } from "../problem.ts";

/** Counts refusals per key in a window of one minute. Successes are not counted. */
export interface RefusalLimit {
  /** Throws `too_many_attempts` while any of the keys is at its limit. */
  check(keys: readonly string[]): Promise<void>;
  /** Counts one refusal for each key; throws like `check` above the limit. */
  refuse(keys: readonly string[]): Promise<void>;
}

export const tooMany = (limit: RateLimiterRes): Problem =>
  new Problem("too_many_attempts", {
    retryAfter: Math.max(1, Math.ceil(limit.msBeforeNext / 1000)),
  });

/** `name` keeps the counts of different attempts apart. */
export function openRefusalLimit(open: OpenLimiter, name: string, perMinute: number): RefusalLimit {
  const limiter = open(name, { points: perMinute, durationSeconds: 60 });
  return {
    check: async (keys) => {
      for (const used of await Promise.all(keys.map((key) => limiter.get(key)))) {
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

/**
 * Checks a caller's secret against the limit: returns without a fault, throws it otherwise. The secret is checked
 * before the limit, and a refusal is counted in the same step that reads the count, so that simultaneous attempts
 * cannot all pass.
 */
export async function checkWithLimit(
  attempts: RefusalLimit,
  keys: readonly string[],
  findFault: () => ProblemCode | undefined,
): Promise<void> {
  let fault: ProblemCode | undefined;
  try {
    fault = findFault();
  } catch (error) {
    await attempts.check(keys);
    throw error;
  }
  if (fault === undefined) return attempts.check(keys);
  await attempts.refuse(keys);
  throw new Problem(fault);
}

/** Limits how often a caller may do something that succeeds. */
export interface RateLimit {
  /** Counts one; throws `too_many_attempts` above the limit per minute. */
  count(key: string): Promise<void>;
}

/** `name` keeps the counts of different things apart. */
export function openRateLimit(open: OpenLimiter, name: string, perMinute: number): RateLimit {
  const limiter = open(name, { points: perMinute, durationSeconds: 60 });
  return {
    count: async (key) => {
      try {
        await limiter.consume(key);
      } catch (reason) {
        throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
      }
    },
  };
}
