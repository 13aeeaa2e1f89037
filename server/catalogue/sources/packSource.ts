import { loadPacks } from "../pack/loadPacks.ts";
import type { PackProblem } from "../pack/packProblems.ts";
import type { BaseSource } from "./source.ts";

export interface PackSourceOptions {
  /** A folder of project packs, one subfolder per project. */
  readonly projectsDir: string;
  /** Address of pictures, including the base path; `/media` by default. */
  readonly mediaPath?: string | undefined;
  /** Called with implausible values in the packs, which are used all the same. */
  readonly onWarnings?: ((warnings: readonly PackProblem[]) => void) | undefined;
}

/**
 * A folder of packs, read once.
 *
 * `read` throws PackError if a pack is invalid.
 */
export const openPackSource = ({
  projectsDir,
  mediaPath,
  onWarnings,
}: PackSourceOptions): BaseSource => ({
  read: async () => {
    const { packs, warnings } = await loadPacks(projectsDir, mediaPath);
    onWarnings?.(warnings);
    return packs;
  },
  subscribe: () => () => undefined,
});
