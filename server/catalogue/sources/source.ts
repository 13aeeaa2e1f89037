import type { BaseProject } from "../live/listedProject.ts";

/** Source of developments, before lists and statuses are applied. */
export interface BaseSource {
  /** The current developments. */
  read(): Promise<readonly BaseProject[]>;
  /**
   * Calls back when the result of `read` may have changed, if the source can detect it. Returns a function that
   * unsubscribes.
   */
  subscribe(changed: () => void): () => void;
}
