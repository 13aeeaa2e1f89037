import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { Log } from "../../log.ts";
import type { BaseProject } from "../live/listedProject.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { Clock } from "../../time/clock.ts";
import { withTimeout } from "../../time/timeout.ts";
import { readHostProject } from "./hostProject.ts";
import { takeRemoteAddresses, withFrames, type RemoteAddressOptions } from "./remoteAddresses.ts";
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

export interface HostSourceOptions extends RemoteAddressOptions {
  readonly clock: Pick<Clock, "after">;
  readonly log: Pick<Log, "error">;
}

/** How long a host may take to list its developments. */
const LONGEST_READ_MS = 60_000;

const tooLong = (): never => {
  throw new Error(`projects() took longer than ${LONGEST_READ_MS / 1000} s`);
};

/** A host's project whose pictures have addresses on this server, or its faults. */
function readProject(
  value: unknown,
  options: RemoteAddressOptions,
): Result<BaseProject, readonly string[]> {
  const taken = takeRemoteAddresses(value, idOf(value) ?? "", options);
  if (taken.faults.length > 0) return fail(taken.faults);
  const read = readHostProject(taken.project);
  if (!read.ok) return read;
  const { units, revision: _own, ...frame } = read.value;
  const remotePictures = withFrames(taken.pictures, read.value, options.mediaPath);
  return succeed({ frame, homes: units, mediaFiles: new Map(), remotePictures });
}

/** A host's inventory. An invalid project is rejected, with the reasons in the log; its last valid version stays. */
export function openHostSource(host: CatalogueSource, options: HostSourceOptions): BaseSource {
  const { clock, log } = options;
  const good = new Map<string, BaseProject>();

  /** The project or, if it is invalid, its last valid version. */
  const readOne = (value: unknown): BaseProject | undefined => {
    const read = readProject(value, options);
    if (read.ok) {
      good.set(read.value.frame.id, read.value);
      return read.value;
    }
    const project = idOf(value);
    const fields = { project, reasons: read.problem, code: "project_refused" };
    log.error(fields, `a project of the host is rejected: ${read.problem[0] ?? ""}`);
    return project === undefined ? undefined : good.get(project);
  };

  return {
    read: async () => {
      const bases = new Map<string, BaseProject>();
      const projects = withTimeout(clock, LONGEST_READ_MS, host.projects(), tooLong);
      for (const value of await projects) {
        const base = readOne(value);
        if (base !== undefined && !bases.has(base.frame.id)) bases.set(base.frame.id, base);
      }
      return [...bases.values()];
    },
    subscribe: (changed) => host.subscribe(changed),
  };
}
