import type { View } from "../../../../schema/presentation/presentation.ts";
import { equalJson } from "../../../../schema/values/equalJson.ts";
import type { Store } from "../../../base/store.ts";
import type { ViewerPresence } from "../../../session/types.ts";
import {
  BUYER_COLOURS,
  type Hand,
  type Pointing,
  type PointingSource,
} from "../../../stage/pointing.ts";

const handsOf = (viewers: readonly ViewerPresence[], view: View): readonly Hand[] =>
  viewers.flatMap(({ clientId, name, ask }, at) => {
    if (ask?.mark === undefined || !equalJson(ask.view, view)) return [];
    return [{ id: clientId, name, pointer: ask.mark, colour: (at % BUYER_COLOURS) + 1 }];
  });

/**
 * Adds to the other presenters' pointers those of buyers who point at something in the view shown here. The same object
 * while nothing changed.
 */
export function addBuyersHands(
  others: PointingSource | undefined,
  viewers: Store<readonly ViewerPresence[]>,
  view: () => View,
): PointingSource {
  let last:
    | { readonly said: string; readonly theirs: Pointing; readonly joined: Pointing }
    | undefined;
  return {
    get: () => {
      const theirs = others?.get() ?? NOWHERE;
      const hands = handsOf(viewers.get(), view());
      const said = JSON.stringify(hands);
      if (last?.theirs !== theirs || last.said !== said) {
        const joined =
          hands.length === 0 ? theirs : { ...theirs, hands: [...(theirs.hands ?? []), ...hands] };
        last = { said, theirs, joined };
      }
      return last.joined;
    },
    subscribe: (changed) => {
      const stops = [viewers.subscribe(changed), others?.subscribe(changed)];
      return () => stops.forEach((stop) => stop?.());
    },
  };
}

const NOWHERE: Pointing = {};
