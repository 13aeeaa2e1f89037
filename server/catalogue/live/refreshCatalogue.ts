import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import type { SharedCatalogue } from "../openCatalogue.ts";

/** Shorter than the pages' poll interval, so that any process responds with the latest statuses. */
const REFRESH_MS = 2000;

/** Periodically loads statuses and lists written by other processes. Returns a function that stops. */
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
      if (!failing)
        log.warn({ err: error, code: "storage_failed" }, "refreshing the catalogue failed");
      failing = true;
    } finally {
      running = false;
    }
  };
  return clock.every(REFRESH_MS, () => void run());
}
