import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import type { Log } from "../../../server/log.ts";
import { systemClock } from "../../../server/time/clock.ts";
import type { RelayMetrics } from "../../../server/relay/metrics.ts";
import { openRelay } from "../../../server/relay/openRelay.ts";
import type { Relay } from "../../../server/relay/relay.ts";

export interface ObservedRelay extends Relay {
  /** All log lines so far, as JSON. */
  readonly lines: readonly string[];
  readonly counts: Readonly<Record<keyof RelayMetrics, number>>;
}

/** The database URL of a deployment with Redis; the relay does not connect to it. */
const DATABASE_BESIDE = "postgres://127.0.0.1/unused";

/** A process' relay without its log and metrics. Closed at the end of the test. */
export async function openObserved(url: string): Promise<ObservedRelay> {
  const lines: string[] = [];
  const write = (fields: object, message: string): void => {
    lines.push(JSON.stringify({ ...fields, message }));
  };
  const log: Log = { debug: write, info: write, warn: write, error: write, fatal: write };
  const counts = { relayUp: 0, relayed: 0, heard: 0, relayGap: 0, relayReconnected: 0 };
  const count = (name: keyof RelayMetrics) => (): void => {
    counts[name] += 1;
  };
  const metrics: RelayMetrics = {
    relayUp: count("relayUp"),
    relayed: count("relayed"),
    heard: count("heard"),
    relayGap: count("relayGap"),
    relayReconnected: count("relayReconnected"),
  };
  const urls = url.startsWith("postgres")
    ? { databaseUrl: url, redisUrl: undefined }
    : { databaseUrl: DATABASE_BESIDE, redisUrl: url };
  const relay = await openRelay(urls, { clock: systemClock, randomBytes, log, metrics });
  onTestFinished(() => relay.close());
  return Object.assign(relay, { lines, counts });
}

/** Polls until it is true. */
export async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (;;) if (await isSo()) return;
}
