import type { Clock } from "./clock.ts";

/** Callers within this time share one result: a check that writes must not load the disk. */
const SHARED_MS = 250;

/** Wraps a check so that it runs at most once at a time and once in `SHARED_MS`. */
export function shareChecks(clock: Clock, check: () => Promise<void>): () => Promise<void> {
  let latest: Promise<void> | undefined;
  return () => {
    latest ??= check().finally(() => clock.after(SHARED_MS, () => (latest = undefined)));
    return latest;
  };
}
