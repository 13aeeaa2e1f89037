import type { Pointing, PointingSource } from "../../stage/pointing.ts";

const points = ({ pointer, highlight, camera }: Pointing): boolean =>
  pointer !== undefined || highlight !== undefined || camera !== undefined;

/** Pure: this desk's own hand and the others', as the buyer sees them. Who drives leads. */
function join(own: Pointing, others: Pointing, ownName: string, drives: boolean): Pointing {
  const othersLead = points(others) && !(drives && points(own));
  if (!othersLead) {
    const { name, pointer } = others;
    return pointer === undefined || name === undefined
      ? own
      : { ...own, name: ownName, second: { name, pointer } };
  }
  const { pointer } = own;
  return pointer === undefined ? others : { ...others, second: { name: ownName, pointer } };
}

/** All hands as the buyer sees them, for the picture of the buyer's phone. The same object while nothing changed. */
export function joinHands(
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
