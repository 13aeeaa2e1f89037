import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { RatesInput, type Rates } from "../../schema/protocol/rates.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../time/clock.ts";
import { withTimeout } from "../time/timeout.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Rates older than this are marked as stale. */
const STALE_MS = 7 * DAY_MS;
/** How long rates are used before they are read again. */
const FRESH_MS = 6 * 60 * 60 * 1000;
/** From a failure to the next attempt. */
const RETRY_MS = 5 * 60 * 1000;
const DEADLINE_MS = 5_000;
const MOST_BYTES = 256 * 1024;

export interface RatesOptions {
  readonly file: string | undefined;
  readonly url: string | undefined;
  readonly clock: Pick<Clock, "now" | "after">;
  readonly log: Pick<Log, "warn">;
  readonly fetch: typeof fetch;
}

/** The latest exchange rates; `undefined` where there are none. Never rejects. */
export type CurrentRates = () => Promise<Rates | undefined>;

async function readUrl(address: string, { fetch: ask, clock }: RatesOptions): Promise<string> {
  const abort = new AbortController();
  const ended = (async () => {
    const response = await ask(address, { signal: abort.signal, redirect: "error" });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const text = await response.text();
    if (text.length > MOST_BYTES) throw new Error("is too long");
    return text;
  })();
  return withTimeout(clock, DEADLINE_MS, ended, () => {
    abort.abort();
    throw new Error("did not answer in time");
  });
}

/**
 * Rates from a file, or from a service that only the server calls, never pages. Read again by the first request after six
 * hours; if that fails, the last ones stay in use.
 */
export function openRates(options: RatesOptions): CurrentRates {
  const { file, url, clock, log } = options;
  let known: RatesInput | undefined;
  let dueMs = -Infinity;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    try {
      const text =
        file === undefined ? await readUrl(url ?? "", options) : await readFile(file, "utf8");
      known = v.parse(RatesInput, JSON.parse(text));
      dueMs = clock.now() + FRESH_MS;
    } catch (error) {
      log.warn({ err: error, code: "rates_failed" }, "reading the exchange rates failed");
      dueMs = clock.now() + RETRY_MS;
    }
  };

  return async () => {
    if (file === undefined && url === undefined) return undefined;
    if (clock.now() >= dueMs) {
      reading ??= read().finally(() => (reading = undefined));
      // Known rates are returned while new ones are read.
      if (known === undefined) await reading;
    }
    return known && { ...known, isStale: clock.now() - Date.parse(known.date) > STALE_MS };
  };
}
