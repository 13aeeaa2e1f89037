import type { Clock } from "../../clock.ts";
import { RelayFault } from "./reason.ts";

/** The promise's outcome, or a `timeout` if it takes longer. */
export async function within<Value>(
  clock: Clock,
  limitMs: number,
  promise: Promise<Value>,
): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(limitMs, () => reject(new RelayFault("timeout")));
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel();
  }
}
