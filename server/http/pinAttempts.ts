import { RateLimiterRes } from "rate-limiter-flexible";
import type { OpenLimiter } from "../relay/relay.ts";
import { tooMany } from "./attempts.ts";
import { Problem } from "./problem.ts";

/** Limits wrong PINs of one link. Only for callers whose secret was right. */
export interface PinAttempts {
  /** Throws `wrong_pin`, or `too_many_attempts` while the link waits after earlier wrong PINs. */
  judge(presentation: string, isRight: boolean): Promise<void>;
}

/** Wrong PINs of a link that cost no wait: a buyer's own mistakes. */
const FREE = 4;
/**
 * The wait after each further wrong PIN, in seconds; the last one stays. Within a day, the longest life of a link, these
 * allow about a hundred guesses out of 10,000.
 */
const WAITS = [5, 15, 60, 300, 900];
const DAY_SECONDS = 24 * 60 * 60;

export function openPinAttempts(open: OpenLimiter): PinAttempts {
  const wrong = open("pin", { points: 1_000_000, durationSeconds: DAY_SECONDS });
  const waits = WAITS.map((seconds) =>
    open(`pin-wait-${seconds}`, { points: 1, durationSeconds: seconds }),
  );

  const check = async (presentation: string): Promise<void> => {
    for (const used of await Promise.all(waits.map((wait) => wait.get(presentation)))) {
      if (used !== null && used.msBeforeNext > 0 && used.consumedPoints > 0) throw tooMany(used);
    }
  };

  return {
    judge: async (presentation, isRight) => {
      await check(presentation);
      if (isRight) return;
      const { consumedPoints } = await wrong.consume(presentation);
      const wait = waits[Math.min(consumedPoints - FREE, WAITS.length) - 1];
      try {
        await wait?.consume(presentation);
      } catch (reason) {
        throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
      }
      throw new Problem("wrong_pin");
    },
  };
}
