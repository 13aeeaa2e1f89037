import {
  LISTS_KEPT,
  type ListRecord,
  type ProjectRecord,
} from "../../../../server/storage/lists.ts";
import type { Storage } from "../../../../server/storage/storage.ts";

export function memoryLists(): Storage["lists"] {
  const projects = new Map<string, ProjectRecord>();
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
  return {
    listProjects: async () =>
      [...projects.values()].toSorted((one, other) => one.createdAtMs - other.createdAtMs),
    createProject: async (record) => {
      if (projects.has(record.id)) return false;
      projects.set(record.id, record);
      return true;
    },
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
