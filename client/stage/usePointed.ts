import { useCallback, useSyncExternalStore } from "react";
import type { Pointing, PointingSource } from "./pointing.ts";

const NOWHERE = () => () => {};

/** What the agent's hand makes of a list, again only when it is another: React does not render for each movement. */
export function usePointed<Value extends string | number | boolean | undefined>(
  source: PointingSource | undefined,
  read: (pointing: Pointing) => Value,
): Value {
  const subscribe = useCallback(
    (changed: () => void) => (source === undefined ? NOWHERE() : source.subscribe(changed)),
    [source],
  );
  const get = () => read(source?.get() ?? {});
  return useSyncExternalStore(subscribe, get, get);
}

/** Whether a hand or the highlight is on one of these. */
export const pointsAt = (
  { pointer, highlight, hands = [] }: Pointing,
  anchors: ReadonlySet<string>,
): boolean =>
  [pointer, highlight, ...hands.map((hand) => hand.pointer)].some(
    (thing) => thing !== undefined && anchors.has(thing.anchor),
  );
