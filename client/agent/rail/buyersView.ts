import type { View } from "../../../schema/presentation/presentation.ts";
import type { ViewerPresence } from "../../session/types.ts";

/** The view of an exploring buyer. */
export interface BuyersView {
  /** Empty for a guest. */
  readonly name: string;
  readonly view: View;
}

/**
 * Pure: the view of the exploring buyer whose attention changed last; `undefined` while a buyer follows, and when no view
 * is known.
 */
export function buyersView(viewers: readonly ViewerPresence[]): BuyersView | undefined {
  const here = viewers.filter(({ lost, attention }) => !lost && attention?.state !== "hidden");
  if (here.some(({ attention }) => attention?.state !== "exploring")) return undefined;
  const [last] = here.toSorted((one, other) => other.attentionSinceMs - one.attentionSinceMs);
  const view = last?.attention?.view;
  return last === undefined || view === undefined ? undefined : { name: last.name, view };
}
