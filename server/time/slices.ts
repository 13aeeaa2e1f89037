/** Items between two turns of the event loop: about 5 ms of work on homes. */
const SLICE = 500;

/** Resolves after work that is queued on the event loop. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Calls `work` for each item in order, and lets the event loop run between slices. */
export async function forEachSliced<Item>(
  items: readonly Item[],
  work: (item: Item) => void,
): Promise<void> {
  for (let at = 0; at < items.length; at += SLICE) {
    if (at > 0) await nextTurn();
    for (const item of items.slice(at, at + SLICE)) work(item);
  }
}

/** Like `Array.map`, sliced. */
export async function mapSliced<Item, Mapped>(
  items: readonly Item[],
  map: (item: Item) => Mapped,
): Promise<readonly Mapped[]> {
  const mapped: Mapped[] = [];
  await forEachSliced(items, (item) => {
    mapped.push(map(item));
  });
  return mapped;
}
