import { loadPacks, type LoadOptions } from "../pack/loadPacks.ts";
import type { PackProblem } from "../pack/packProblems.ts";
import type { BaseSource } from "./source.ts";

export interface PackSourceOptions extends Pick<LoadOptions, "mediaPath"> {
  /** A folder of project packs, one subfolder per project. */
  readonly projectsDir: string;
  /** Opens the packs' pictures; by libvips by default. */
  readonly openPicture?: LoadOptions["open"];
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
  openPicture: open,
  onWarnings,
}: PackSourceOptions): BaseSource => ({
  read: async () => {
    const { packs, warnings } = await loadPacks(projectsDir, { mediaPath, open });
    onWarnings?.(warnings);
    return packs;
  },
  subscribe: () => () => undefined,
});
