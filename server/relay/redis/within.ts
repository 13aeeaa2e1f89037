import type { Clock } from "../../time/clock.ts";
import { withTimeout } from "../../time/timeout.ts";
import { RelayFault } from "./reason.ts";

/** The promise's outcome, or a `timeout` if it takes longer. */
export const within = <Value>(
  clock: Clock,
  limitMs: number,
  promise: Promise<Value>,
): Promise<Value> =>
  withTimeout(clock, limitMs, promise, () => {
    throw new RelayFault("timeout");
  });
