import {
  LISTS_KEPT,
  type ListRecord,
  type ProjectRecord,
  type RemovedProject,
} from "../../../../server/storage/lists.ts";
import type { Storage } from "../../../../server/storage/storage.ts";

/** Access to a development's data outside its lists. */
export interface MemoryProjects {
  readonly isPresented: (project: string, nowMs: number) => boolean;
  /** Whether any presentation of it is stored. */
  readonly isKnown: (project: string) => boolean;
  readonly forget: (project: string) => void;
}

export function memoryLists({ isPresented, isKnown, forget }: MemoryProjects): Storage["lists"] {
  const projects = new Map<string, ProjectRecord>();
  const removed = new Map<string, RemovedProject>();
  const mappings = new Map<string, string>();
  type Kept = ListRecord & { readonly content: Uint8Array; readonly before: readonly Kept[] };
  interface Head {
    readonly version: number;
    readonly lists: readonly Kept[];
    readonly former: Uint8Array | undefined;
  }
  const heads = new Map<string, Head>();
  const of = (project: string): Head =>
    heads.get(project) ?? { version: 0, lists: [], former: undefined };
  const toRecord = ({ content: _content, before: _before, ...record }: Kept) => record;
  const removeParts = (project: string): void => {
    heads.delete(project);
    mappings.delete(project);
    forget(project);
  };
  return {
    listProjects: async () =>
      [...projects.values()].toSorted((one, other) => one.createdAtMs - other.createdAtMs),
    createProject: async (record) => {
      if (projects.has(record.id)) return false;
      projects.set(record.id, record);
      removed.delete(record.id);
      removeParts(record.id);
      return true;
    },
    deleteProject: async (project, nowMs) => {
      const record = projects.get(project);
      if (record === undefined) return "unknown";
      if (isPresented(project, nowMs)) return "presented";
      const { id, name, currency, areaUnit } = record;
      removed.set(project, { id, name, currency, areaUnit });
      projects.delete(project);
      removeParts(project);
      return "deleted";
    },
    removedProject: async (project) => (isKnown(project) ? removed.get(project) : undefined),
    versions: async () => new Map([...heads].map(([id, { version }]) => [id, version])),
    current: async (project) => {
      const { version, lists, former } = of(project);
      const [list] = lists;
      return { version, list: list && { record: toRecord(list), content: list.content }, former };
    },
    history: async (project) => of(project).lists.slice(0, LISTS_KEPT).map(toRecord),
    apply: async (project, expectedVersion, list, former) => {
      const { version, lists } = of(project);
      if (version !== expectedVersion) return "stale";
      const kept = { ...list, revision: version + 1, before: lists };
      const next = [kept, ...lists].slice(0, LISTS_KEPT);
      heads.set(project, { version: version + 1, lists: next, former });
      return version + 1;
    },
    undo: async (project, expectedVersion, former) => {
      const { version, lists } = of(project);
      if (version !== expectedVersion) return "stale";
      const [current, ...earlier] = lists;
      if (current === undefined) return "nothing";
      if (current.before.length > 0 && earlier.length === 0) return "nothing";
      heads.set(project, { version: version + 1, lists: earlier, former });
      return version + 1;
    },
    mapping: async (project) => mappings.get(project),
    setMapping: async (project, mapping) => void mappings.set(project, mapping),
  };
}
