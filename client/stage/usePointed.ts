import { useCallback, useSyncExternalStore } from "react";
import { parseAnchor } from "../../schema/presentation/anchors.ts";
import type { Pointing, PointingSource } from "./pointing.ts";

const NOWHERE = () => () => {};

/** A value derived from the agent's pointer; renders only if it changes. */
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

type NamedKind = "unit" | "layout";

/** The homes or layouts under a pointer or the highlight. */
export const idsPointedAt = (
  { pointer, highlight, hands = [] }: Pointing,
  kind: NamedKind,
): readonly string[] =>
  [pointer, highlight, ...hands.map((hand) => hand.pointer)].flatMap((thing) => {
    const anchor = thing && parseAnchor(thing.anchor);
    return anchor?.kind === kind ? [anchor.id] : [];
  });

/** Whether a pointer or the highlight is on one of these. */
export const pointsAt = (pointing: Pointing, kind: NamedKind, ids: ReadonlySet<string>): boolean =>
  idsPointedAt(pointing, kind).some((id) => ids.has(id));
