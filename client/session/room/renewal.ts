import { ApiError } from "../api.ts";
import type { Clock } from "../../base/clock.ts";

/** Final refusals by the server. Neither a lost network nor a proxy's page is final. */
const FINAL: ReadonlySet<unknown> = new Set<ApiError["code"]>([
  "unauthorized",
  "forbidden",
  "unknown",
  "expired",
  "ended",
  "withdrawn",
]);
/** Timeout of a request; another one is sent after it. */
const ANSWER_MS = 10_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;

export interface RenewalOptions {
  /** Rejects with an `ApiError` when there is no token. */
  readonly renewToken: () => Promise<string>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly renewed: (token: string) => void;
  /** The server refuses a new token. */
  readonly refused: () => void;
}

export interface Renewal {
  /** Requests a token until the server answers; a waiting retry is sent at once. */
  ask(): void;
  /** Idempotent. */
  close(): void;
}

/** Renews the token, retrying until the network is back. */
export function openRenewal(options: RenewalOptions): Renewal {
  const { clock, random, renewToken } = options;
  /** The current renewal. Responses to its earlier requests count too. */
  let underWay: symbol | undefined;
  let failures = 0;
  let cancelNext = () => {};

  function end(): void {
    cancelNext();
    underWay = undefined;
    failures = 0;
  }

  function askAgain(): void {
    const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** failures, LONGEST_BACKOFF_MS);
    failures += 1;
    cancelNext();
    cancelNext = clock.after(backoffMs * (0.5 + random() / 2), ask);
  }

  async function request(mine: symbol): Promise<void> {
    try {
      const token = await renewToken();
      if (underWay !== mine) return;
      end();
      options.renewed(token);
    } catch (error) {
      if (underWay !== mine) return;
      if (!(error instanceof ApiError && FINAL.has(error.code))) return askAgain();
      end();
      options.refused();
    }
  }

  function ask(): void {
    underWay ??= Symbol("renewal");
    cancelNext();
    cancelNext = clock.after(ANSWER_MS, ask);
    void request(underWay);
  }

  return { ask, close: end };
}
