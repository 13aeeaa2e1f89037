import type { SqlDatabase } from "../sqlDatabase.ts";
import { toRecap, type RecapRecord, type RecapRow } from "../../recaps.ts";

/** Operations on recaps. */
export function recapOperations(database: SqlDatabase) {
  const insert = database.prepare(
    `INSERT INTO recaps (presentation, invitation, created_at_ms, units_then, opens)
     SELECT id, :invitation, :created, :units, 0 FROM presentations WHERE id = :id
     ON CONFLICT DO NOTHING`,
  );
  const select = database.prepare("SELECT * FROM recaps WHERE presentation = ?");
  const remove = database.prepare("DELETE FROM recaps WHERE presentation = ?");
  const count = database.prepare(
    "UPDATE recaps SET opens = opens + 1, opened_at_ms = ? WHERE presentation = ?",
  );
  const setUnits = database.prepare("UPDATE recaps SET units_then = ? WHERE presentation = ?");
  const find = (presentation: string): RecapRecord | undefined => {
    const row = select.get(presentation);
    return row && toRecap(row as unknown as RecapRow);
  };
  return {
    openRecap: (
      id: string,
      recap: Pick<RecapRecord, "invitation" | "createdAtMs" | "unitsThen">,
    ): RecapRecord | undefined => {
      const { invitation, createdAtMs: created, unitsThen: units } = recap;
      insert.run({ id, invitation, created, units });
      return find(id);
    },
    findRecap: find,
    setRecapUnits: (presentation: string, unitsThen: string): void => {
      setUnits.run(unitsThen, presentation);
    },
    withdrawRecap: (presentation: string): void => {
      remove.run(presentation);
    },
    countRecapOpen: (presentation: string, atMs: number): void => {
      count.run(atMs, presentation);
    },
  };
}
