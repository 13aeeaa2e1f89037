import type { Log } from "../log.ts";
import type { Clock } from "../time/clock.ts";
import type { PresentationStorage } from "./storage.ts";
import type { WebhookStorage } from "./webhooks.ts";

interface ExpiryDependencies {
  readonly presentations: PresentationStorage;
  readonly webhooks: Pick<WebhookStorage, "prune">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
  /** An ended presentation is deleted this long after its end. */
  readonly retentionMs: number;
}

export interface RetentionSweepDependencies extends ExpiryDependencies {
  readonly clock: Clock;
}

export interface RetentionSweep {
  close(): void;
}

const RETENTION_EVERY_MS = 60 * 60 * 1000;

/**
 * Deletes presentations and webhook deliveries after their retention period. Does not end presentations: the rooms do.
 * A failure is logged.
 */
export async function deleteExpired({
  presentations,
  webhooks,
  clock,
  log,
  retentionMs,
}: ExpiryDependencies): Promise<void> {
  try {
    const beforeMs = clock.now() - retentionMs;
    await webhooks.prune(beforeMs);
    const deleted = await presentations.deleteEndedBefore(beforeMs);
    if (deleted > 0) log.info({ deleted }, "deleted old presentations");
  } catch (error) {
    log.error({ err: error, code: "sweep_failed" }, "deleting old presentations failed");
  }
}

/** `deleteExpired` now and every hour. */
export function openRetentionSweep(dependencies: RetentionSweepDependencies): RetentionSweep {
  let running = false;

  /** Skips a run while the last one is still going, as on a slow disk. */
  const run = (): void => {
    if (running) return;
    running = true;
    void deleteExpired(dependencies).finally(() => (running = false));
  };

  run();
  return { close: dependencies.clock.every(RETENTION_EVERY_MS, run) };
}
