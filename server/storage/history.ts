import type { Moment } from "../../schema/history/moment.ts";

/** What happened in presentations. Moments are written beside documents (`DocumentStorage.append`) and go with them. */
export interface HistoryStorage {
  /** In the order of `compareMoments`. Empty for a room that is not kept. */
  load(room: string): Promise<readonly Moment[]>;
  /**
   * Deletes all that is kept of one buyer: the visit, hearts and moments. What was deleted is gone from the engine's files
   * as well, as far as the engine can be told to.
   */
  forget(presentation: string, participant: string): Promise<void>;
}
