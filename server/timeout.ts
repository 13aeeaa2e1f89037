import type { Clock } from "./clock.ts";

/** The promise's outcome, or what `late` returns or throws if it takes longer than `limitMs`. */
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
