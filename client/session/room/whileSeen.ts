import type { PageSignals } from "../../base/pageSignals.ts";
import type { Store } from "../../base/store.ts";

/**
 * A store that stands still while the page is hidden, so that a phone in a pocket renders nothing; the latest value
 * follows in one step when the page is shown.
 */
export function whileSeen<Value>(
  store: Store<Value>,
  page: Pick<PageSignals, "isHidden" | "onVisibility">,
): Store<Value> {
  let seen = store.get();
  return {
    get: () => {
      if (!page.isHidden()) seen = store.get();
      return seen;
    },
    subscribe: (changed) => {
      const tell = () => {
        if (!page.isHidden()) changed();
      };
      const stops = [store.subscribe(tell), page.onVisibility(tell)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
