import type { UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import type { ListConflict } from "../../../../schema/list/summary.ts";
import type { UnitStatusRecord } from "../../../storage/units.ts";
import { isDecided } from "../../live/heldUnits.ts";
import type { Decision } from "../../live/listContent.ts";
import type { ListState } from "../../live/liveProject.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import type { ListReading } from "../reading.ts";

/** Which status wins when a list and an agent disagree. */
export type ConflictChoice = "list" | "desk";

export interface Decided {
  /** Homes whose status the list and an agent disagree on. */
  readonly conflicts: readonly ListConflict[];
  readonly decisions: readonly Decision[];
}

const decide = (
  { unit, status, changedAtMs }: UnitStatusRecord,
  holds: ConflictChoice,
  listed: UnitStatus | undefined,
): Decision => omitUndefined({ unit, status, changedAtMs, holds, listed });

/**
 * Compares agents' statuses with the list's. Equal ones become the list's. A conflict that was decided for the agent
 * before is not raised again unless the list's status changed. `choice` applies to all others; without it they keep the
 * agents'.
 */
export function decideStatuses(
  reading: ListReading,
  { records, content }: Pick<ListState, "records" | "content">,
  choice: ConflictChoice = "desk",
): Decided {
  const listed = new Map(reading.units.map(({ unit }) => [unit.id, unit.status]));
  const earlier = new Map((content?.decisions ?? []).map((decision) => [decision.unit, decision]));
  const conflicts: ListConflict[] = [];
  const decisions: Decision[] = [];
  for (const record of records.statuses) {
    const { unit } = record;
    const last = earlier.get(unit);
    const before = last !== undefined && isDecided(record, last) ? last : undefined;
    const says = listed.get(unit);
    if (before?.holds === "list" || says === undefined || says === before?.listed) {
      if (before !== undefined) decisions.push(before);
    } else if (says === record.status) decisions.push(decide(record, "list", says));
    else {
      conflicts.push({ unit, list: says, desk: record.status });
      decisions.push(decide(record, choice, says));
    }
  }
  return { conflicts, decisions };
}
