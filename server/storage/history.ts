import type { Moment } from "../../schema/history/moment.ts";

/** History of presentations. Moments are written beside documents (`DocumentStorage.append`) and deleted with them. */
export interface HistoryStorage {
  /** In the order of `compareMoments`. Empty for an unknown room. */
  load(room: string): Promise<readonly Moment[]>;
  /**
   * Deletes one buyer's data: visit, hearts and moments, and the presentation's buyer name if it is this buyer's, from
   * the engine's files as well, as far as the engine allows it. It is theirs if they joined under it, or if nobody else
   * joined.
   */
  forget(presentation: string, participant: string): Promise<void>;
}
