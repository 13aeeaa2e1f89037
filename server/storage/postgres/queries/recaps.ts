import { toRecap, type RecapRow, type RecapStorage } from "../../recaps.ts";
import type { Database } from "../database.ts";

/** Rewrites an open row unchanged, so that two concurrent calls return the same one. */
const OPEN = `
  INSERT INTO offplan.recaps AS kept (presentation, invitation, created_at_ms, units_then, opens)
  SELECT id, $2, $3::bigint, $4, 0 FROM offplan.presentations WHERE id = $1
  ON CONFLICT (presentation) DO UPDATE SET invitation = kept.invitation
  RETURNING *`;

const COUNT = `
  UPDATE offplan.recaps SET opens = opens + 1, opened_at_ms = $2 WHERE presentation = $1`;

export const openRecaps = ({ query }: Database): RecapStorage => ({
  open: async (presentation, { invitation, createdAtMs, unitsThen }) => {
    const values = [presentation, invitation, createdAtMs, unitsThen];
    const [row] = await query<RecapRow>(OPEN, values);
    return row && toRecap(row);
  },
  find: async (presentation) => {
    const [row] = await query<RecapRow>("SELECT * FROM offplan.recaps WHERE presentation = $1", [
      presentation,
    ]);
    return row && toRecap(row);
  },
  setUnitsThen: async (presentation, unitsThen) => {
    await query("UPDATE offplan.recaps SET units_then = $2 WHERE presentation = $1", [
      presentation,
      unitsThen,
    ]);
  },
  withdraw: async (presentation) => {
    await query("DELETE FROM offplan.recaps WHERE presentation = $1", [presentation]);
  },
  countOpen: async (presentation, atMs) => {
    await query(COUNT, [presentation, atMs]);
  },
});
