import type { Moment } from "../../../schema/history/moment.ts";
import type { HistoryStorage } from "../history.ts";
import type { Database } from "./database.ts";

const LOAD = "SELECT moment FROM offplan.moments WHERE room = $1 ORDER BY at_ms, node, n";

export const openHistory = ({ query }: Database): HistoryStorage => ({
  load: async (room) => {
    const rows = await query<{ readonly moment: string }>(LOAD, [room]);
    return rows.map(({ moment }) => JSON.parse(moment) as Moment);
  },
});
