import type { Clock } from "../clock.ts";

/** Resolves to what the promise does, or to `undefined` when it rejects or takes longer. */
export async function within<Value>(
  clock: Clock,
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => resolve(undefined));
  return Promise.race([promise.catch(() => undefined), late]).finally(cancel);
}
