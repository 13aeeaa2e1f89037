import type { Moment } from "../../schema/history/moment.ts";

/**
 * What happened in presentations, in moments. They go with their presentation, and what is written for a room whose
 * presentation is not kept (any more) is dropped.
 */
export interface HistoryStorage {
  /**
   * Keeps moments, all or nothing. A moment whose `at`, `node` and `n` are kept already is left as it is, so a call
   * whose answer was lost may be repeated.
   */
  append(room: string, moments: readonly Moment[]): Promise<void>;
  /** In the order of `compareMoments`. Empty for a room that is not kept. */
  load(room: string): Promise<readonly Moment[]>;
}
