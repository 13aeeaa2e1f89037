import type { Moment } from "../../../schema/history/moment.ts";
import type { HistoryStorage } from "../history.ts";
import type { Database } from "./database.ts";

/** Waits for an erasure that is under way, and holds up one that comes meanwhile. */
const APPEND = `
  WITH kept AS (SELECT room FROM offplan.presentations WHERE room = $1 FOR KEY SHARE)
  INSERT INTO offplan.moments (room, at_ms, node, n, moment)
  SELECT room, at_ms, node, n, moment
  FROM kept, unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[]) AS news (at_ms, node, n, moment)
  ON CONFLICT DO NOTHING`;

const LOAD = "SELECT moment FROM offplan.moments WHERE room = $1 ORDER BY at_ms, node, n";

export const openHistory = ({ query }: Database): HistoryStorage => ({
  append: async (room, moments) => {
    if (moments.length === 0) return;
    await query(APPEND, [
      room,
      moments.map(({ at }) => at),
      moments.map(({ node }) => node),
      moments.map(({ n }) => n),
      moments.map((moment) => JSON.stringify(moment)),
    ]);
  },
  load: async (room) => {
    const rows = await query<{ readonly moment: string }>(LOAD, [room]);
    return rows.map(({ moment }) => JSON.parse(moment) as Moment);
  },
});
