import { RateLimiterRes } from "rate-limiter-flexible";
import type { OpenLimiter } from "../relay/relay.ts";
import { tooMany } from "./attempts.ts";

/** Bounds how often somebody may do something that succeeds. */
export interface Pace {
  /** Counts one; throws `too_many_attempts` if that was one too many within a minute. */
  step(key: string): Promise<void>;
}

/** `name` keeps the counts of different things apart. */
export function openPace(open: OpenLimiter, name: string, perMinute: number): Pace {
  const limiter = open(name, { points: perMinute, durationSeconds: 60 });
  return {
    step: async (key) => {
      try {
        await limiter.consume(key);
      } catch (reason) {
        throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
      }
    },
  };
}
