import type { PageSignals } from "../../base/pageSignals.ts";
import type { Store } from "../../base/store.ts";

/**
 * A store for what a page draws: while nobody can see the page it stays as it is and tells nobody, so that a phone in a
 * pocket draws nothing; what happened meanwhile comes in one step when it is looked at again.
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
