import type { Project } from "../../schema/catalogue.ts";
import type { UnitStorage } from "../storage/storage.ts";
import type { Clock } from "../time/clock.ts";
import type { Catalogue } from "./catalogue.ts";
import { guardPictures } from "./heldBackPictures.ts";
import { loadPacks } from "./pack/loadPacks.ts";
import type { PackProblem } from "./pack/packProblems.ts";
import { openStatuses, type Statuses } from "./statuses.ts";

export interface CatalogueOptions {
  /** A folder of project packs, one folder a project. */
  readonly projectsDir: string;
  readonly storage: UnitStorage;
  readonly clock: Clock;
  /** What the names of held back pictures are made with. Without it those are not served, to agents neither. */
  readonly pictureSecret?: string;
  /** Called once with what can hardly be meant in the packs, which are used all the same. */
  readonly onWarnings?: (warnings: readonly PackProblem[]) => void;
}

/** A catalogue whose storage other processes may write to as well. */
export interface SharedCatalogue extends Catalogue {
  /** Takes over what other processes set. Resolves to whether anything had been. */
  refresh(project: string): Promise<boolean>;
}

/**
 * Reads the packs and what agents have set on top of them.
 *
 * @throws PackError when a pack is wrong, StorageError when the statuses cannot be read.
 */
export async function openCatalogue(options: CatalogueOptions): Promise<SharedCatalogue> {
  const packs = await loadPacks(options.projectsDir);
  options.onWarnings?.(packs.warnings);
  const pictured = packs.projects.map((project) =>
    guardPictures(
      { project, mediaFiles: packs.mediaFiles.get(project.id) ?? new Map() },
      options.pictureSecret,
    ),
  );
  const mediaFiles = new Map(
    pictured.map(({ project, mediaFiles }) => [project.id, mediaFiles] as const),
  );
  const open = async (project: Project) =>
    [project.id, await openStatuses(project, options.storage, options.clock)] as const;
  const opened = new Map<string, Statuses>(
    await Promise.all(pictured.map(({ project }) => open(project))),
  );
  return {
    list: () => [...opened.values()].map((statuses) => statuses.index().project),
    find: (project) => opened.get(project)?.index(),
    findShown: (project) => opened.get(project)?.shownIndex(),
    units: (project) => opened.get(project)?.units(),
    unitsShown: (project) => opened.get(project)?.shownUnits(),
    setStatus: async (project, unit, status, by, expectedVersion) =>
      (await opened.get(project)?.set(unit, status, by, expectedVersion)) ?? { kind: "unknown" },
    refresh: async (project) => (await opened.get(project)?.refresh()) ?? false,
    catchUp: async (project) => opened.get(project)?.catchUp(),
    mediaFile: (project, file) => mediaFiles.get(project)?.get(file),
  };
}
