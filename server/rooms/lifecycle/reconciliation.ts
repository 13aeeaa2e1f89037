import type { Clock } from "../../time/clock.ts";
/** How often a process reports that its agents are present. */
export const TOUCH_MS = 30_000;

/** Interval while the relay is away. */
const CUT_OFF_MS = 5000;

export interface ComparingNeeds {
  /** Compares stored presentations with watched ones. */
  readonly compare: () => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Whether messages from other processes get through. */
  readonly isUp: () => boolean;
}

/** Compares every 30 s, one run at a time. Returns a function that stops. */
export function openReconciliation(
  clock: Clock,
  { compare, failed, isUp }: ComparingNeeds,
): () => void {
  let lastMs = clock.now();
  let running = false;
  return clock.every(CUT_OFF_MS, () => {
    const nowMs = clock.now();
    if (running || (isUp() && nowMs - lastMs < TOUCH_MS)) return;
    running = true;
    lastMs = nowMs;
    compare()
      .catch(failed)
      .finally(() => (running = false));
  });
}
