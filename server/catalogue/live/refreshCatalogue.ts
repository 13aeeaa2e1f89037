import type { Clock } from "../../time/clock.ts";
import type { Log } from "../../telemetry/log.ts";
import type { SharedCatalogue } from "../openCatalogue.ts";

/** Shorter than pages poll, so that whichever process they ask next knows what the last one told them. */
const REFRESH_MS = 2000;

/** Takes over the statuses and lists that other processes set, for the rooms and for whoever asks next. Returns the way to stop. */
export function refreshCatalogue(catalogue: SharedCatalogue, clock: Clock, log: Log): () => void {
  let running = false;
  let failing = false;

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      await catalogue.refreshAll();
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error, code: "storage_failed" }, "catalogue not refreshed");
      failing = true;
    } finally {
      running = false;
    }
  };
  return clock.every(REFRESH_MS, () => void run());
}
