import type { SqlDatabase } from "../sqlDatabase.ts";
import type { FollowUp, FollowUpChange } from "../../../../schema/protocol/followUp.ts";
import { toColumns, toFollowUp, type FollowUpRow } from "../../followUps.ts";

/** Operations on follow-ups. */
export function followUpOperations(database: SqlDatabase) {
  const select = database.prepare(
    "SELECT notes, appointment, contact FROM follow_ups WHERE presentation = ?",
  );
  const upsert = database.prepare(
    `INSERT INTO follow_ups (presentation, notes, appointment, contact)
     SELECT id, coalesce(:notes, ''), coalesce(:appointment, ''), coalesce(:contact, '')
     FROM presentations WHERE id = :id
     ON CONFLICT (presentation) DO UPDATE SET notes = coalesce(:notes, notes),
       appointment = coalesce(:appointment, appointment), contact = coalesce(:contact, contact)`,
  );
  return {
    findFollowUp: (presentation: string): FollowUp | undefined => {
      const row = select.get(presentation);
      return row && toFollowUp(row as unknown as FollowUpRow);
    },
    changeFollowUp: (id: string, change: FollowUpChange): void => {
      upsert.run({ id, ...toColumns(change) });
    },
  };
}
