import type { CustomView } from "../../schema/presentation/customView.ts";
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
import type { BaseSource } from "./sources/source.ts";
import { toBase } from "./sources/storedSource.ts";
import { MEDIA_PATH } from "./pack/loadPacks.ts";
import { openLocalCopies } from "./uploads/localCopies.ts";
import { NO_UPLOADS } from "./uploads/uploadedFile.ts";

export interface CatalogueOptions extends Omit<PackSourceOptions, "projectsDir"> {
  /** A folder of project packs, one subfolder per project; `undefined` if the host provides the inventory. */
  readonly projectsDir: string | undefined;
  /** Packs that were read in advance, if there is no such folder. */
  readonly packs?: BaseSource;
  /** The host's inventory. */
  readonly host?: CatalogueSource | undefined;
  /** Allows a host's pictures at private addresses, and without TLS. */
  readonly picturesAllowPrivate?: boolean;
  readonly log?: Pick<Log, "error">;
  readonly storage: Pick<Storage, "units" | "lists">;
  readonly clock: Clock;
  /** Uploaded pictures, and the folder for local copies. Without it they are ignored. */
  readonly uploads?: { readonly storage: PictureStorage; readonly folder: string };
  /** Key for the names of held back pictures. Without it they are not served, not even to agents. */
  readonly pictureSecret?: string;
  /** Pages of an embedder that views may name. */
  readonly customViews?: readonly CustomView[];
}

/** "not_added": it is a pack or the host's. */
export type Removal = "deleted" | "presented" | "not_added" | "unknown";

/** A catalogue whose storage is shared with other processes. */
export interface SharedCatalogue extends Catalogue {
  /** Loads other processes' changes. Resolves to whether there were any. */
  refresh(project: string): Promise<boolean>;
  /** Refreshes all projects, including those that other processes added. */
  refreshAll(): Promise<void>;
  /** For code that changes lists. */
  live(project: string): LiveProject | undefined;
  /** Adds a development without homes. False, without a change, if the id exists. */
  add(record: ProjectRecord): Promise<boolean>;
  /** Whether it was added, and is neither a pack nor the host's. */
  isAdded(project: string): boolean;
  /** Deletes an added development, unless it is presented now. */
  remove(project: string): Promise<Removal>;
  /** Unsubscribes from the host's inventory. */
  close(): void;
}

const UNKNOWN = { kind: "unknown", units: [] } as const;

/** All processes of a deployment read pictures from storage, so that they have the same ones. */
function uploadSource({ uploads, mediaPath = MEDIA_PATH }: CatalogueOptions): UploadSource {
  if (uploads === undefined) {
    return { versions: async () => new Map(), read: async () => NO_UPLOADS, mediaPath };
  }
  const { storage, folder } = uploads;
  return { versions: () => storage.versions(), read: openLocalCopies(storage, folder), mediaPath };
}

/**
 * Reads the packs, the host's inventory, and from storage further developments, lists and statuses.
 *
 * @throws PackError if a pack is invalid, StorageError if storage cannot be read, and the errors of the host's
 * inventory.
 */
export async function openCatalogue(options: CatalogueOptions): Promise<SharedCatalogue> {
  const {
    storage,
    clock,
    pictureSecret,
    customViews,
    projectsDir,
    host,
    log = { error: () => undefined },
    mediaPath = MEDIA_PATH,
    picturesAllowPrivate = false,
  } = options;
  const packs =
    projectsDir === undefined ? options.packs : openPackSource({ ...options, projectsDir });
  const uploads = uploadSource(options);
  const opened = new Map<string, LiveProject>();
  const open = async (base: BaseProject): Promise<void> => {
    const { id } = base.frame;
    const live = await openLiveProject(base, {
      storage,
      uploads,
      clock,
      pictureSecret,
      customViews,
    });
    // Two calls may open the same project concurrently; the first result is kept.
    if (!opened.has(id)) opened.set(id, live);
  };
  await Promise.all(((await packs?.read()) ?? []).map(open));
  const ofPacks = new Set(opened.keys());
  const inventory =
    host &&
    openHostInventory({
      source: openHostSource(host, { mediaPath, allowPrivate: picturesAllowPrivate, clock, log }),
      taken: ofPacks,
      opened,
      open,
      log,
    });
  await inventory?.read();
  /** The times at which the added developments were created: one may be deleted and added again. */
  const added = new Map<string, number>();
  let removals = 0;
  const openNew = async (record: ProjectRecord): Promise<void> => {
    if (opened.has(record.id)) return;
    await open(toBase(record));
    added.set(record.id, record.createdAtMs);
  };
  const drop = async (id: string): Promise<void> => {
    removals += 1;
    added.delete(id);
    opened.delete(id);
    // Removes the local copies of its pictures, which storage no longer has.
    await uploads.read(id);
  };
  const openAdded = async (): Promise<void> => {
    const [known, seen] = [new Map(added), removals];
    const records = await storage.lists.listProjects();
    // Outdated, because one was removed here meanwhile.
    if (seen !== removals) return openAdded();
    const created = new Map(records.map(({ id, createdAtMs }) => [id, createdAtMs]));
    for (const [id, createdAtMs] of known) if (created.get(id) !== createdAtMs) await drop(id);
    await Promise.all(records.map(openNew));
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
    setUnit: async (project, change, by, expectedVersion) =>
      (await opened.get(project)?.setUnit(change, by, expectedVersion)) ?? UNKNOWN,
    setUnits: async (project, changes, by, expectedVersion) =>
      (await opened.get(project)?.setUnits(changes, by, expectedVersion)) ?? UNKNOWN,
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
    remotePicture: (project, file) =>
      opened.get(project)?.listState().base.remotePictures?.get(file),
    live: (project) => opened.get(project),
    add: async (record) => {
      if (opened.has(record.id) || !(await storage.lists.createProject(record))) return false;
      await openNew(record);
      return true;
    },
    isAdded: (project) => added.has(project),
    remove: async (project) => {
      if (!opened.has(project)) await openAdded();
      if (!added.has(project)) return opened.has(project) ? "not_added" : "unknown";
      const outcome = await storage.lists.deleteProject(project, clock.now());
      if (outcome !== "presented") await drop(project);
      return outcome;
    },
    close: () => inventory?.close(),
  };
}
