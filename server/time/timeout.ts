import type { Clock } from "./clock.ts";

/** The promise's outcome, or the result of `late` after `limitMs`. */
export async function withTimeout<Value, Late>(
  clock: Pick<Clock, "after">,
  limitMs: number,
  promise: Promise<Value>,
  late: () => Late,
): Promise<Value | Late> {
  const { promise: timedOut, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(limitMs, resolve);
  try {
    return await Promise.race([promise, timedOut.then(late)]);
  } finally {
    cancel();
  }
}

/** Resolves to the promise's value, or to `undefined` when it rejects or takes longer. */
export const settleWithin = <Value>(
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
