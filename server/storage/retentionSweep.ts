import type { Log } from "../log.ts";
import type { Clock } from "../time/clock.ts";
import type { PresentationStorage } from "./storage.ts";
import type { WebhookStorage } from "./webhooks.ts";

export interface RetentionSweepDependencies {
  readonly presentations: PresentationStorage;
  readonly webhooks: Pick<WebhookStorage, "prune">;
  readonly clock: Clock;
  readonly log: Log;
  /** An ended presentation is deleted this long after its end. */
  readonly retentionMs: number;
}

export interface RetentionSweep {
  close(): void;
}

const RETENTION_EVERY_MS = 60 * 60 * 1000;

/** Deletes presentations and webhook deliveries after their retention period. Ending presentations is up to the rooms. */
export function openRetentionSweep({
  presentations,
  webhooks,
  clock,
  log,
  retentionMs,
}: RetentionSweepDependencies): RetentionSweep {
  let running = false;

  const deleteOld = async (): Promise<void> => {
    const beforeMs = clock.now() - retentionMs;
    await webhooks.prune(beforeMs);
    const deleted = await presentations.deleteEndedBefore(beforeMs);
    if (deleted > 0) log.info({ deleted }, "deleted old presentations");
  };

  /** Skips a run while the last one is still going, as on a slow disk. */
  const run = (): void => {
    if (running) return;
    running = true;
    deleteOld()
      .catch((error: unknown) => {
        log.error({ err: error, code: "sweep_failed" }, "sweep failed");
      })
      .finally(() => (running = false));
  };

  run();
  return { close: clock.every(RETENTION_EVERY_MS, run) };
}
