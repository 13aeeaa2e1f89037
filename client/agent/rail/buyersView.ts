import type { View } from "../../../schema/presentation.ts";
import type { ViewerPresence } from "../../session/types.ts";

/** What a buyer who looks around has on the screen. */
export interface BuyersView {
  /** Empty for a guest. */
  readonly name: string;
  readonly view: View;
}

/**
 * Pure: what buyers have on their screens instead of what is presented; of several who look around, what the one sees who
 * turned to something else last. `undefined` as long as somebody follows, and when nobody's view is known.
 */
export function buyersView(viewers: readonly ViewerPresence[]): BuyersView | undefined {
  const here = viewers.filter(({ lost, attention }) => !lost && attention?.state !== "hidden");
  if (here.some(({ attention }) => attention?.state !== "exploring")) return undefined;
  const [last] = here.toSorted((one, other) => other.attentionSinceMs - one.attentionSinceMs);
  const view = last?.attention?.view;
  return last === undefined || view === undefined ? undefined : { name: last.name, view };
}
