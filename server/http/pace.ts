import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { tooMany } from "./attempts.ts";

/** Bounds how often somebody may do something that succeeds. */
export interface Pace {
  /** Counts one; throws `too_many_attempts` if that was one too many within a minute. */
  step(key: string): Promise<void>;
}

export function openPace(perMinute: number): Pace {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
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
