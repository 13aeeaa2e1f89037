import type { ListState } from "../live/liveProject.ts";
import type { TableFormat } from "./file/writeTable.ts";
import { writeList } from "./writeList.ts";

/** The development's homes with their current statuses, as a list that changes nothing when applied. */
export function exportList(
  { base, content, index }: ListState,
  format: TableFormat,
): Promise<Uint8Array> {
  const homes = (content?.homes ?? base.homes).map((home) => {
    const status = index.units.get(home.id)?.status;
    return status === undefined || status === home.status
      ? home
      : Object.assign(structuredClone(home), { status });
  });
  // A phase named once applies to the rows below, so homes without a phase come first.
  const inPhases = homes.toSorted(
    (one, other) => Number(one.phase !== undefined) - Number(other.phase !== undefined),
  );
  return writeList(inPhases, index.project, format);
}
