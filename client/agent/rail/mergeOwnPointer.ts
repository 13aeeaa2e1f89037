import type { Pointing, PointingSource } from "../../stage/pointing.ts";

const points = ({ pointer, highlight, camera }: Pointing): boolean =>
  pointer !== undefined || highlight !== undefined || camera !== undefined;

/** Id of this desk's own pointer, whose Yjs client id is not known here; others' are never 0. */
const OWN_ID = 0;

/** Pure: merges this desk's pointer with the others' as the buyer sees them. The active presenter's leads. */
function join(own: Pointing, others: Pointing, ownName: string, drives: boolean): Pointing {
  const { id = OWN_ID, name, pointer, hands = [] } = others;
  if (points(others) && !(drives && points(own))) {
    const mine = own.pointer && { id: OWN_ID, name: ownName, pointer: own.pointer };
    return mine === undefined ? others : { ...others, hands: [mine, ...hands] };
  }
  if (pointer === undefined || name === undefined) return own;
  return { ...own, id: OWN_ID, name: ownName, hands: [{ id, name, pointer }, ...hands] };
}

/** All pointers as the buyer sees them, for the preview of the buyer's phone. The same object while nothing changed. */
export function mergeOwnPointer(
  own: PointingSource,
  others: PointingSource,
  ownName: string,
  drives: () => boolean,
): PointingSource {
  let last:
    | { readonly own: Pointing; readonly others: Pointing; readonly joined: Pointing }
    | undefined;
  return {
    get: () => {
      const [mine, theirs] = [own.get(), others.get()];
      if (last?.own !== mine || last.others !== theirs) {
        last = { own: mine, others: theirs, joined: join(mine, theirs, ownName, drives()) };
      }
      return last.joined;
    },
    subscribe: (changed) => {
      const stops = [own.subscribe(changed), others.subscribe(changed)];
      return () => stops.forEach((stop) => stop());
    },
  };
}
