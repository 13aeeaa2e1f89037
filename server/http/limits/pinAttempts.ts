import { RateLimiterRes } from "rate-limiter-flexible";
import type { OpenLimiter } from "../../relay/relay.ts";
import { tooMany } from "./rateLimits.ts";
import { Problem } from "../problem.ts";

/** Limits wrong PINs of one link, for callers with the right secret. */
export interface PinAttempts {
  /** Throws `wrong_pin`, or `too_many_attempts` while the address or the link waits after earlier wrong PINs. */
  check(presentation: string, network: string, isRight: boolean): Promise<void>;
  /** Number of the link's wrong PINs within a day; `undefined` unless they are more than a buyer's own mistakes. */
  wrong(presentation: string): Promise<number | undefined>;
}

/** Wrong PINs of one address without a wait: a buyer's own mistakes. */
const FREE_OF_ADDRESS = 4;
/**
 * Wrong PINs of all addresses together without a wait. One address needs more than an hour for them, so that one device
 * with the link but without the PIN does not lock the buyer out.
 */
const FREE_OF_LINK = 12;
/**
 * The wait after each further wrong PIN, in seconds; then always `LONGEST_WAIT`. Within a day, the maximum lifetime of a
 * link, it allows about 110 guesses out of 10,000, from any number of addresses.
 */
const WAITS = [5, 15, 60, 300] as const;
const LONGEST_WAIT = 900;
/** Maximum time for which an attempt blocks others while it is checked. */
const TURN_SECONDS = 2;
const DAY_SECONDS = 24 * 60 * 60;

interface Turn {
  /** The attempt does not count. */
  giveBack(): Promise<void>;
  /** The attempt failed: the next one must wait. */
  wait(): Promise<void>;
}

/** Growing waits by key, after `free` attempts a day. `name` keeps the counts of different waits apart. */
function openWaits(open: OpenLimiter, name: string, free: number) {
  const attempts = open(name, { points: 1_000_000, durationSeconds: DAY_SECONDS });
  const turn = open(`${name}-turn`, { points: 1, durationSeconds: LONGEST_WAIT });

  return {
    /**
     * Counts the attempt and takes the turn before the PIN is checked, so that simultaneous attempts cannot all pass.
     * Throws `too_many_attempts` while another attempt has the turn.
     */
    begin: async (key: string): Promise<Turn> => {
      const { consumedPoints: count } = await attempts.consume(key);
      const waits = count > free;
      if (waits) {
        try {
          await turn.consume(key, 1, { customDuration: TURN_SECONDS });
        } catch (reason) {
          await attempts.reward(key);
          throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
        }
      }
      return {
        giveBack: async () => {
          await attempts.reward(key);
          if (waits) await turn.delete(key);
        },
        wait: async () => {
          if (waits) await turn.set(key, 1, WAITS[count - free - 1] ?? LONGEST_WAIT);
        },
      };
    },
    count: async (key: string): Promise<number> => (await attempts.get(key))?.consumedPoints ?? 0,
  };
}

export function openPinAttempts(open: OpenLimiter): PinAttempts {
  const ofAddress = openWaits(open, "pin-address", FREE_OF_ADDRESS);
  const ofLink = openWaits(open, "pin", FREE_OF_LINK);
  return {
    check: async (presentation, network, isRight) => {
      const own = await ofAddress.begin(`${presentation} ${network}`);
      let shared: Turn;
      try {
        shared = await ofLink.begin(presentation);
      } catch (error) {
        await own.giveBack();
        throw error;
      }
      if (isRight) {
        await Promise.all([own.giveBack(), shared.giveBack()]);
        return;
      }
      await Promise.all([own.wait(), shared.wait()]);
      throw new Problem("wrong_pin");
    },
    wrong: async (presentation) => {
      const count = await ofLink.count(presentation);
      return count > FREE_OF_ADDRESS ? count : undefined;
    },
  };
}
