import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import type { SharedCatalogue } from "../openCatalogue.ts";

/** Shorter than pages' polls, so that any process answers with the latest statuses. */
const REFRESH_MS = 2000;

/** Periodically loads the statuses and lists that other processes set. Returns the way to stop. */
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
