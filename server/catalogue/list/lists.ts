import assert from "node:assert/strict";
import type { AreaUnit } from "../../../schema/catalogue/areas.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { parseJsonMapping } from "./storedMapping.ts";
import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListSummary } from "../../../schema/list/summary.ts";
import type { Result } from "../../../schema/values/result.ts";
import type { ListRecord, ListStorage } from "../../storage/lists.ts";
import type { RemotePictures } from "../../media/remotePictures.ts";
import type { Clock } from "../../time/clock.ts";
import type { SaveMemory } from "../../saveMemory.ts";
import type { Removal, SharedCatalogue } from "../openCatalogue.ts";
import { buildProject } from "../pack/build/buildProject.ts";
import { toBase } from "../sources/storedSource.ts";
import { exportPack } from "../exportPack.ts";
import { exportList } from "./exportList.ts";
import type { TableFormat } from "./file/writeTable.ts";
import {
  importList,
  undoList,
  type Imported,
  type ImportOptions,
  type ImportProblem,
} from "./importList.ts";
import { nameProject } from "./nameProject.ts";
import type { ListReader } from "./readList.ts";

interface NewProject {
  readonly name: string;
  readonly currency: string;
  readonly areaUnit: AreaUnit;
  readonly by: string;
}

type ListImport = Omit<ImportOptions, "atMs" | "mapping"> & {
  /** Absent: the mapping stored for the development. */
  readonly mapping?: ListMapping | undefined;
};

/** The lists of all developments. Calls for an unknown development resolve to `undefined`. */
export interface Lists {
  apply(project: string, list: ListImport): Promise<Result<Imported, ImportProblem> | undefined>;
  undo(project: string): Promise<Result<ListSummary, "nothing" | "stale"> | undefined>;
  /** The stored revisions, newest first. */
  history(project: string): Promise<readonly ListRecord[] | undefined>;
  /** The development as a pack's folder, a ZIP archive. */
  exportPack(project: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** The current homes as a file. */
  export(project: string, format: TableFormat): Promise<Uint8Array | undefined>;
  /** The stored mapping: a person's choices of how lists are read. */
  mapping(project: string): Promise<ListMapping | undefined>;
  setMapping(project: string, mapping: ListMapping): Promise<"kept" | undefined>;
  /** Adds a development without homes; its id is derived from the name. */
  add(project: NewProject): Promise<Project>;
  /** Whether it was added, so that it can be removed. */
  isAdded(project: string): boolean;
  remove(project: string): Promise<Removal>;
  /** A removed development without its homes, while presentations of it are stored. */
  removed(project: string): Promise<Project | undefined>;
}

export interface ListsOptions {
  readonly catalogue: SharedCatalogue;
  readonly storage: ListStorage;
  readonly readList: ListReader;
  readonly clock: Pick<Clock, "now">;
  /** Runs work that leaves much garbage; the default takes no measures against it. */
  readonly saveMemory?: SaveMemory;
  /** Copies a host's pictures from other servers into exported packs. */
  readonly remotePictures?: RemotePictures;
}

export function openLists({
  catalogue,
  storage,
  readList,
  clock,
  saveMemory = (work) => work(),
  remotePictures,
}: ListsOptions): Lists {
  /** Also finds developments that another process added a moment ago. */
  const find = async (project: string) => {
    if (catalogue.live(project) === undefined) await catalogue.catchUp(project);
    return catalogue.live(project);
  };
  const mapping = async (project: string): Promise<ListMapping | undefined> => {
    if ((await find(project)) === undefined) return undefined;
    return parseJsonMapping(await storage.mapping(project));
  };
  return {
    apply: async (project, list) => {
      const live = await find(project);
      if (live === undefined) return undefined;
      const remembered = list.mapping ?? (await mapping(project)) ?? {};
      const options = { ...list, mapping: remembered, atMs: clock.now() };
      return saveMemory(() => importList(live, readList, options));
    },
    undo: async (project) => {
      const live = await find(project);
      return live && saveMemory(() => undoList(live));
    },
    history: async (project) =>
      (await find(project)) === undefined ? undefined : storage.history(project),
    export: async (project, format) => {
      const live = await find(project);
      await live?.catchUp();
      return live && saveMemory(() => exportList(live.listState(), format));
    },
    exportPack: async (project) => {
      const live = await find(project);
      await live?.catchUp();
      return live && exportPack(live, remotePictures);
    },
    mapping,
    setMapping: async (project, next) => {
      if ((await find(project)) === undefined) return undefined;
      await storage.setMapping(project, JSON.stringify(next));
      return "kept";
    },
    add: async ({ name, currency, areaUnit, by }) => {
      const about = { name, currency, areaUnit, createdAtMs: clock.now(), createdBy: by };
      const base = nameProject(name);
      const create = (id: string) => catalogue.add({ ...about, id });
      let id = base;
      for (let n = 2; !(await create(id)); n++) id = `${base}-${n}`;
      const project = catalogue.find(id)?.project;
      assert(project !== undefined);
      return project;
    },
    isAdded: (project) => catalogue.isAdded(project),
    remove: (project) => catalogue.remove(project),
    removed: async (project) => {
      const record = await storage.removedProject(project);
      return record && buildProject(toBase(record).frame, []);
    },
  };
}
