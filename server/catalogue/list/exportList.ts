import type { ListState } from "../live/liveProject.ts";
import { omitUndefined } from "../omitUndefined.ts";
import type { TableFormat } from "./file/writeTable.ts";
import { writeList } from "./writeList.ts";

/** The development's homes with their current statuses and prices, as a list that changes nothing when applied. */
export function exportList(
  { base, content, index }: ListState,
  format: TableFormat,
): Promise<Uint8Array> {
  const homes = (content?.homes ?? base.homes).map((home) => {
    const { status = home.status, price = home.price } = index.units.get(home.id) ?? home;
    return status === home.status && price === home.price
      ? home
      : Object.assign(structuredClone(home), omitUndefined({ status, price }));
  });
  // A phase named once applies to the rows below, so homes without a phase come first.
  const inPhases = homes.toSorted(
    (one, other) => Number(one.phase !== undefined) - Number(other.phase !== undefined),
  );
  return writeList(inPhases, index.project, format);
}
