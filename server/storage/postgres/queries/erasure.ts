import type { PresentationStorage } from "../../storage.ts";
import type { Database } from "../database.ts";

/** Batch size, so that no statement takes long even after a month's backlog. */
const BATCH = 100;

/** Several processes may sweep at once; each skips rows locked by another. */
const DELETE_OLD = `
  DELETE FROM offplan.presentations USING (
    SELECT id FROM offplan.presentations WHERE ended_at_ms < $1
    ORDER BY ended_at_ms LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
  ) AS old
  WHERE presentations.id = old.id
  RETURNING presentations.id`;

const FORGET_REMOVED_PROJECTS = `
  DELETE FROM offplan.removed_projects AS removed
  WHERE NOT EXISTS (SELECT FROM offplan.presentations WHERE project = removed.id)`;

/** Removes deleted rows from the tables' pages, so that later rows overwrite them. */
const VACUUM =
  "VACUUM (SKIP_LOCKED) offplan.presentations, offplan.pieces, offplan.moments, offplan.recaps, offplan.follow_ups, offplan.visits, offplan.hearts, offplan.deliveries";
const VACUUM_WITHIN_MS = 10 * 60_000;

/** Documents, histories, visits and hearts are deleted with their presentation. */
export function openErasure(
  database: Database,
): Pick<PresentationStorage, "deleteEndedBefore" | "erase"> {
  const { query } = database;
  let erased = false;

  const vacuum = async (): Promise<void> => {
    if (!erased) return;
    erased = false;
    try {
      await database.alone(VACUUM_WITHIN_MS, (run) => run(VACUUM));
    } catch (error) {
      erased = true;
      database.report(error);
    }
  };

  const deleteEndedBefore = async (timeMs: number): Promise<number> => {
    for (let total = 0; ;) {
      const deleted = (await query(DELETE_OLD, [timeMs])).length;
      total += deleted;
      erased ||= deleted > 0;
      if (deleted === BATCH) continue;
      if (total > 0) await query(FORGET_REMOVED_PROJECTS);
      await vacuum();
      return total;
    }
  };

  return {
    deleteEndedBefore,
    erase: async (id) => {
      await query("DELETE FROM offplan.presentations WHERE id = $1", [id]);
      erased = true;
      return "erased";
    },
  };
}
