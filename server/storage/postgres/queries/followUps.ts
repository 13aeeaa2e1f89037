import { toColumns, toFollowUp, type FollowUpRow, type FollowUpStorage } from "../../followUps.ts";
import type { Database } from "../database.ts";

const FIND = "SELECT notes, appointment, contact FROM offplan.follow_ups WHERE presentation = $1";

const CHANGE = `
  INSERT INTO offplan.follow_ups AS kept (presentation, notes, appointment, contact)
  SELECT id, coalesce($2::text, ''), coalesce($3::text, ''), coalesce($4::text, '')
  FROM offplan.presentations WHERE id = $1
  ON CONFLICT (presentation) DO UPDATE SET notes = coalesce($2::text, kept.notes),
    appointment = coalesce($3::text, kept.appointment), contact = coalesce($4::text, kept.contact)`;

export const openFollowUps = ({ query }: Database): FollowUpStorage => ({
  find: async (presentation) => {
    const [row] = await query<FollowUpRow>(FIND, [presentation]);
    return row && toFollowUp(row);
  },
  change: async (presentation, change) => {
    const { notes, appointment, contact } = toColumns(change);
    await query(CHANGE, [presentation, notes, appointment, contact]);
  },
});
