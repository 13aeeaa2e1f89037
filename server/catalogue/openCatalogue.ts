import type { Project } from "../../schema/catalogue/catalogue.ts";
import { currencyDigits } from "../../schema/catalogue/currencies.ts";
import type { ProjectRecord } from "../storage/lists.ts";
import type { Storage } from "../storage/storage.ts";
import type { Clock } from "../time/clock.ts";
import type { Catalogue } from "./catalogue.ts";
import type { BaseProject } from "./live/listedProject.ts";
import { openLiveProject, type LiveProject } from "./live/liveProject.ts";
import { loadPacks } from "./pack/loadPacks.ts";
import type { PackProblem } from "./pack/packProblems.ts";

export interface CatalogueOptions {
  /** A folder of project packs, one folder a project. */
  readonly projectsDir: string;
  /** Where pictures are served, base path included; `/media` by default. */
  readonly mediaPath?: string;
  readonly storage: Pick<Storage, "units" | "lists">;
  readonly clock: Clock;
  /** Key for the names of held back pictures. Without it those are not served, not even to agents. */
  readonly pictureSecret?: string;
  /** Called once with implausible values in the packs, which are used all the same. */
  readonly onWarnings?: (warnings: readonly PackProblem[]) => void;
}

/** A catalogue whose storage other processes write too. */
export interface SharedCatalogue extends Catalogue {
  /** Loads other processes' changes. Resolves to whether there were any. */
  refresh(project: string): Promise<boolean>;
  /** The same for all projects, and for those that other processes added. */
  refreshAll(): Promise<void>;
  /** For what changes lists. */
  live(project: string): LiveProject | undefined;
  /** Adds a development without homes. False, and nothing changes, when there is one of its id. */
  add(record: ProjectRecord): Promise<boolean>;
}

/** A development that has nothing by itself. */
const toBase = ({ id, name, currency, areaUnit }: ProjectRecord): BaseProject => ({
  frame: {
    id,
    name: { en: name },
    currency,
    digits: currencyDigits(currency) ?? 2,
    areaUnit,
    masterplans: [],
    buildings: [],
    plans: [],
    layouts: [],
    aspects: [],
    gallery: [],
  },
  homes: [],
  mediaFiles: new Map(),
});

/**
 * Reads the packs, and from storage the developments without one, the lists and what agents set.
 *
 * @throws PackError when a pack is wrong, StorageError when storage cannot be read.
 */
export async function openCatalogue(options: CatalogueOptions): Promise<SharedCatalogue> {
  const { storage, clock, pictureSecret } = options;
  const { packs, warnings } = await loadPacks(options.projectsDir, options.mediaPath);
  options.onWarnings?.(warnings);
  const opened = new Map<string, LiveProject>();
  const open = async (base: BaseProject): Promise<void> => {
    const { id } = base.frame;
    const live = await openLiveProject(base, { storage, clock, pictureSecret });
    // Two may open the same one at once; who has the first is not to see it change under them.
    if (!opened.has(id)) opened.set(id, live);
  };
  await Promise.all(packs.map(open));
  const openAdded = async (): Promise<void> => {
    const added = (await storage.lists.listProjects()).filter(({ id }) => !opened.has(id));
    await Promise.all(added.map((record) => open(toBase(record))));
  };
  await openAdded();

  return {
    list: (): readonly Project[] => [...opened.values()].map((live) => live.index().project),
    find: (project) => opened.get(project)?.index(),
    findShown: (project) => opened.get(project)?.shownIndex(),
    namesShown: (project) => opened.get(project)?.namesShown(),
    units: (project) => opened.get(project)?.units(),
    unitsShown: (project) => opened.get(project)?.shownUnits(),
    setStatus: async (project, unit, status, by, expectedVersion) =>
      (await opened.get(project)?.set(unit, status, by, expectedVersion)) ?? { kind: "unknown" },
    refresh: async (project) => (await opened.get(project)?.refresh()) ?? false,
    refreshAll: async () => {
      await openAdded();
      const versions = await storage.lists.versions();
      for (const live of opened.values()) await live.refresh(versions);
    },
    catchUp: async (project) => {
      const live = opened.get(project);
      if (live === undefined) await openAdded().catch(() => undefined);
      else await live.catchUp();
    },
    mediaFile: (project, file) => opened.get(project)?.mediaFile(file),
    live: (project) => opened.get(project),
    add: async (record) => {
      if (opened.has(record.id) || !(await storage.lists.createProject(record))) return false;
      await open(toBase(record));
      return true;
    },
  };
}
