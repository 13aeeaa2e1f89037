import type { Project } from "../../schema/catalogue/catalogue.ts";
import type { ProjectRecord } from "../storage/lists.ts";
import type { PictureStorage } from "../storage/pictures.ts";
import type { Storage } from "../storage/storage.ts";
import type { Clock } from "../time/clock.ts";
import type { Catalogue } from "./catalogue.ts";
import type { BaseProject } from "./live/listedProject.ts";
import { openHostInventory } from "./live/hostInventory.ts";
import { openLiveProject, type LiveProject, type UploadSource } from "./live/liveProject.ts";
import type { Log } from "../log.ts";
import { openHostSource, type CatalogueSource } from "./sources/hostSource.ts";
import { openPackSource, type PackSourceOptions } from "./sources/packSource.ts";
import { openStoredSource, toBase } from "./sources/storedSource.ts";
import { MEDIA_PATH } from "./pack/loadPacks.ts";
import { openLocalCopies } from "./uploads/localCopies.ts";
import { NO_UPLOADS } from "./uploads/uploadedFile.ts";

export interface CatalogueOptions extends Omit<PackSourceOptions, "projectsDir"> {
  /** A folder of project packs, one folder a project; `undefined`: there is none, for a host has its own inventory. */
  readonly projectsDir: string | undefined;
  /** The inventory of a server around this one. */
  readonly host?: CatalogueSource | undefined;
  readonly log?: Pick<Log, "error">;
  readonly storage: Pick<Storage, "units" | "lists">;
  readonly clock: Clock;
  /** Uploaded pictures, and the folder for this machine's copies. Without it they are left out. */
  readonly uploads?: { readonly storage: PictureStorage; readonly folder: string };
  /** Key for the names of held back pictures. Without it those are not served, not even to agents. */
  readonly pictureSecret?: string;
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
  /** Listens to a host's inventory no more. */
  close(): void;
}

/** All processes of a deployment read pictures from storage, so that none has another than the others. */
function uploadSource({ uploads, mediaPath = MEDIA_PATH }: CatalogueOptions): UploadSource {
  if (uploads === undefined) {
    return { versions: async () => new Map(), read: async () => NO_UPLOADS, mediaPath };
  }
  const { storage, folder } = uploads;
  return { versions: () => storage.versions(), read: openLocalCopies(storage, folder), mediaPath };
}

/**
 * Reads the packs, a host's inventory, and from storage the developments without either, the lists and what agents set.
 *
 * @throws PackError when a pack is wrong, StorageError when storage cannot be read, and what a host's inventory throws.
 */
export async function openCatalogue(options: CatalogueOptions): Promise<SharedCatalogue> {
  const {
    storage,
    clock,
    pictureSecret,
    projectsDir,
    host,
    log = { error: () => undefined },
  } = options;
  const packs = projectsDir === undefined ? undefined : openPackSource({ ...options, projectsDir });
  const stored = openStoredSource(storage.lists);
  const uploads = uploadSource(options);
  const opened = new Map<string, LiveProject>();
  const open = async (base: BaseProject): Promise<void> => {
    const { id } = base.frame;
    const live = await openLiveProject(base, { storage, uploads, clock, pictureSecret });
    // Two may open the same one at once; who has the first is not to see it change under them.
    if (!opened.has(id)) opened.set(id, live);
  };
  await Promise.all(((await packs?.read()) ?? []).map(open));
  const ofPacks = new Set(opened.keys());
  const inventory =
    host &&
    openHostInventory({ source: openHostSource(host, log), taken: ofPacks, opened, open, log });
  await inventory?.read();
  const openAdded = async (): Promise<void> => {
    const added = (await stored.read()).filter(({ frame }) => !opened.has(frame.id));
    await Promise.all(added.map(open));
  };
  await openAdded();
  inventory?.subscribe();

  return {
    list: (): readonly Project[] =>
      [...opened]
        .filter(([id]) => inventory?.hasWithdrawn(id) !== true)
        .map(([, live]) => live.index().project),
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
      const [lists, pictures] = await Promise.all([storage.lists.versions(), uploads.versions()]);
      for (const live of opened.values()) await live.refresh({ lists, pictures });
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
    close: () => inventory?.close(),
  };
}
