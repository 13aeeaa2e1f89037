import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { Log } from "../../log.ts";
import type { BaseProject } from "../live/listedProject.ts";
import { readHostProject } from "./hostProject.ts";
import type { BaseSource } from "./source.ts";

/** The inventory of a server around this one. */
export interface CatalogueSource {
  /** All developments as they are now. Read at the start, and after each `changed`. */
  projects(): Promise<readonly Project[]>;
  /** Calls back whenever `projects` may answer otherwise. Returns the way to stop. */
  subscribe(changed: () => void): () => void;
}

const idOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string"
    ? value.id
    : undefined;

function toBase({ units, revision: _own, ...frame }: Project): BaseProject {
  return { frame, homes: units, mediaFiles: new Map() };
}

/**
 * A host's inventory. A project that is wrong is refused with the reasons in the log, and stays as it was when it last
 * was right.
 */
export function openHostSource(host: CatalogueSource, log: Pick<Log, "error">): BaseSource {
  const good = new Map<string, BaseProject>();

  /** Bad ones by their id, as they were last. */
  const readOne = (value: unknown): BaseProject | undefined => {
    const read = readHostProject(value);
    if (read.ok) {
      const base = toBase(read.value);
      good.set(read.value.id, base);
      return base;
    }
    const project = idOf(value);
    const fields = { project, reasons: read.problem, code: "project_refused" };
    log.error(fields, `a project of the host is refused: ${read.problem[0] ?? ""}`);
    return project === undefined ? undefined : good.get(project);
  };

  return {
    read: async () => {
      const bases = new Map<string, BaseProject>();
      for (const value of await host.projects()) {
        const base = readOne(value);
        if (base !== undefined && !bases.has(base.frame.id)) bases.set(base.frame.id, base);
      }
      return [...bases.values()];
    },
    subscribe: (changed) => host.subscribe(changed),
  };
}
