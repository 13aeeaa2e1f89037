import type { UnitStatusRecord } from "../../storage/storage.ts";
import type { Decision } from "./listContent.ts";
import type { StatusChanges } from "./polledProject.ts";

/** Whether a decision applies to this very status, and not to one set before or since. */
export const isDecided = (record: UnitStatusRecord, decision: Decision): boolean =>
  record.unit === decision.unit &&
  record.status === decision.status &&
  record.changedAtMs === decision.changedAtMs;

/** Agents' statuses that are in force: those that no list has overruled. */
export function heldStatuses(
  records: readonly UnitStatusRecord[],
  decisions: readonly Decision[],
): StatusChanges {
  const overruled = new Map(
    decisions.filter(({ holds }) => holds === "list").map((decision) => [decision.unit, decision]),
  );
  return new Map(
    records
      .filter((record) => {
        const decision = overruled.get(record.unit);
        return decision === undefined || !isDecided(record, decision);
      })
      .map(({ unit, status }) => [unit, status]),
  );
}
