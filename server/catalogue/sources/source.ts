import type { BaseProject } from "../live/listedProject.ts";

/** Where developments come from, before lists and statuses are laid over them. */
export interface BaseSource {
  /** Those that there are now. */
  read(): Promise<readonly BaseProject[]>;
  /** Calls back when `read` may answer otherwise, should that be known. Returns the way to stop. */
  subscribe(changed: () => void): () => void;
}
