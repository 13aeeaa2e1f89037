import { RateLimiterRes } from "rate-limiter-flexible";
import type { OpenLimiter } from "../relay/relay.ts";
import { tooMany } from "./rateLimits.ts";
import { Problem } from "./problem.ts";

/** Limits wrong PINs of one link. Only for callers whose secret was right. */
export interface PinAttempts {
  /** Throws `wrong_pin`, or `too_many_attempts` while the link waits after earlier wrong PINs. */
  check(presentation: string, isRight: boolean): Promise<void>;
  /** How many wrong PINs the link had within a day, once they are more than a buyer's own mistakes; else `undefined`. */
  wrong(presentation: string): Promise<number | undefined>;
}

/** Wrong PINs of a link that cost no wait: a buyer's own mistakes. */
const FREE = 4;
/**
 * The wait after each further wrong PIN, in seconds; the last one stays. Within a day, the longest life of a link, these
 * allow about a hundred guesses out of 10,000.
 */
const WAITS = [5, 15, 60, 300] as const;
const LONGEST_WAIT = 900;
/** How long at most one attempt keeps others out while it is decided on. */
const TURN_SECONDS = 2;
const DAY_SECONDS = 24 * 60 * 60;

/**
 * An attempt is counted, and takes the link's turn, before its PIN matters, and gives both back when it was right: of
 * attempts that come at once none passes a check that those before it have not been counted in.
 */
export function openPinAttempts(open: OpenLimiter): PinAttempts {
  const attempts = open("pin", { points: 1_000_000, durationSeconds: DAY_SECONDS });
  const turn = open("pin-turn", { points: 1, durationSeconds: LONGEST_WAIT });

  const takeTurn = async (presentation: string): Promise<void> => {
    try {
      await turn.consume(presentation, 1, { customDuration: TURN_SECONDS });
    } catch (reason) {
      await attempts.reward(presentation);
      throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
    }
  };

  return {
    check: async (presentation, isRight) => {
      const { consumedPoints: count } = await attempts.consume(presentation);
      const waits = count > FREE;
      if (waits) await takeTurn(presentation);
      if (isRight) {
        await attempts.reward(presentation);
        if (waits) await turn.delete(presentation);
        return;
      }
      if (waits) await turn.set(presentation, 1, WAITS[count - FREE - 1] ?? LONGEST_WAIT);
      throw new Problem("wrong_pin");
    },
    wrong: async (presentation) => {
      const count = (await attempts.get(presentation))?.consumedPoints ?? 0;
      return count > FREE ? count : undefined;
    },
  };
}
