import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { Log } from "../../log.ts";
import type { BaseProject } from "../live/listedProject.ts";
import { readHostProject } from "./hostProject.ts";
import type { BaseSource } from "./source.ts";

/** The inventory of the application that embeds this server. */
export interface CatalogueSource {
  /** All current developments. Read at the start, and after each `changed`. */
  projects(): Promise<readonly Project[]>;
  /** Calls back when `projects` may have changed. Returns a function that unsubscribes. */
  subscribe(changed: () => void): () => void;
}

const idOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string"
    ? value.id
    : undefined;

function toBase({ units, revision: _own, ...frame }: Project): BaseProject {
  return { frame, homes: units, mediaFiles: new Map() };
}

/** A host's inventory. An invalid project is rejected, with the reasons in the log; its last valid version stays. */
export function openHostSource(host: CatalogueSource, log: Pick<Log, "error">): BaseSource {
  const good = new Map<string, BaseProject>();

  /** The last valid versions of invalid projects, by id. */
  const readOne = (value: unknown): BaseProject | undefined => {
    const read = readHostProject(value);
    if (read.ok) {
      const base = toBase(read.value);
      good.set(read.value.id, base);
      return base;
    }
    const project = idOf(value);
    const fields = { project, reasons: read.problem, code: "project_refused" };
    log.error(fields, `a project of the host is rejected: ${read.problem[0] ?? ""}`);
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
