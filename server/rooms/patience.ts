import type { Clock } from "../clock.ts";
import { withTimeout } from "../timeout.ts";

/** Resolves to what the promise does, or to `undefined` when it rejects or takes longer. */
export const within = <Value>(
  clock: Clock,
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> =>
  withTimeout(
    clock,
    ms,
    promise.catch(() => undefined),
    () => undefined,
  );
