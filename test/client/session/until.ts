import type { Store } from "../../../client/base/store.ts";

/** Resolves with the store's value as soon as it passes; the test's own timeout ends the wait. */
export function until<Value>(
  store: Store<Value>,
  passes: (value: Value) => boolean,
): Promise<Value> {
  return new Promise((resolve) => {
    if (passes(store.get())) return resolve(store.get());
    const stop = store.subscribe(() => {
      if (!passes(store.get())) return;
      stop();
      resolve(store.get());
    });
  });
}
