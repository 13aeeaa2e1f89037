import type { Clock } from "../../time/clock.ts";
import { TOUCH_MS } from "./agentPresence.ts";

/** And this often while other processes cannot say what they do. */
const CUT_OFF_MS = 5000;

export interface ComparingNeeds {
  /** Compares what is kept with what is known. */
  readonly compare: () => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Whether other processes can be heard. */
  readonly isUp: () => boolean;
}

/** Compares every 30 s, one run at a time. Returns the way to stop. */
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
