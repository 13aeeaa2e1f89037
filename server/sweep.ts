import type { Clock } from "./clock.ts";
import type { LivePresentations } from "./rooms/presentations.ts";
import type { PresentationStorage } from "./storage/storage.ts";
import type { Log } from "./telemetry/log.ts";

export interface SweepDependencies {
  readonly presentations: PresentationStorage;
  readonly live: LivePresentations;
  readonly clock: Clock;
  readonly log: Log;
  /** An ended presentation is deleted this long after its end. */
  readonly retentionMs: number;
}

export interface Sweep {
  close(): void;
}

const EXPIRY_EVERY_MS = 30_000;
const RETENTION_EVERY_MS = 60 * 60 * 1000;

/** Records the end of presentations that nobody has open, and deletes what has been kept long enough. */
export function openSweep(dependencies: SweepDependencies): Sweep {
  const { presentations, live, clock, log, retentionMs } = dependencies;

  const endExpired = async (): Promise<void> => {
    const open = await presentations.listOpen();
    for (const { id, room, expiresAtMs } of open) {
      if (expiresAtMs > clock.now()) continue;
      await presentations.end(id, { atMs: expiresAtMs, reason: "expired" });
      await live.end(room, "expired");
    }
  };

  const deleteOld = async (): Promise<void> => {
    const deleted = await presentations.deleteEndedBefore(clock.now() - retentionMs);
    if (deleted > 0) log.info({ deleted }, "deleted old presentations");
  };

  const running = new Set<() => Promise<void>>();
  /** One run of each at a time: on a slow disk the next waits for its next turn. */
  const run = (work: () => Promise<void>): void => {
    if (running.has(work)) return;
    running.add(work);
    work()
      .catch((error: unknown) => {
        log.error({ err: error, code: "sweep_failed" }, "sweep failed");
      })
      .finally(() => running.delete(work));
  };

  run(endExpired);
  run(deleteOld);
  const stops = [
    clock.every(EXPIRY_EVERY_MS, () => run(endExpired)),
    clock.every(RETENTION_EVERY_MS, () => run(deleteOld)),
  ];
  return { close: () => stops.forEach((stop) => stop()) };
}
