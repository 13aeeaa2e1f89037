import type { Moment } from "../../schema/history/moment.ts";

/** What happened in presentations. Moments are written beside documents (`DocumentStorage.append`) and go with them. */
export interface HistoryStorage {
  /** In the order of `compareMoments`. Empty for a room that is not kept. */
  load(room: string): Promise<readonly Moment[]>;
}
