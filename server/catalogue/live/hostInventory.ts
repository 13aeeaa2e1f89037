import type { Log } from "../../log.ts";
import type { BaseSource } from "../sources/source.ts";
import type { BaseProject } from "./listedProject.ts";
import type { LiveProject } from "./liveProject.ts";

export interface HostInventoryOptions {
  readonly source: BaseSource;
  /** Ids used by packs. */
  readonly taken: ReadonlySet<string>;
  readonly opened: ReadonlyMap<string, LiveProject>;
  readonly open: (base: BaseProject) => Promise<void>;
  readonly log: Pick<Log, "error">;
}

/** Keeps the catalogue in sync with a host's inventory. */
export interface HostInventory {
  /** Rejects if the host rejects. */
  read(): Promise<void>;
  subscribe(): void;
  /** Whether the host removed the project: its presentations go on, and no new ones can be started. */
  hasWithdrawn(project: string): boolean;
  /** Idempotent. */
  close(): void;
}

export function openHostInventory(options: HostInventoryOptions): HostInventory {
  const { source, taken, opened, open, log } = options;
  let current: ReadonlySet<string> = new Set();
  let former: ReadonlySet<string> = new Set();
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let stop: (() => void) | undefined;

  const take = async (base: BaseProject): Promise<void> => {
    const { id } = base.frame;
    if (taken.has(id)) {
      const fields = { project: id, code: "project_refused" };
      log.error(fields, "a project of the host is rejected: a pack has the same id");
      return;
    }
    const live = opened.get(id);
    if (live === undefined) await open(base);
    else await live.replaceBase(base);
  };

  const read = async (): Promise<void> => {
    const bases = await source.read();
    for (const base of bases) await take(base);
    former = new Set([...former, ...current]);
    current = new Set(bases.map(({ frame }) => frame.id));
  };

  /** After a failure the state stays as it is until the next change. */
  const readAgain = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      try {
        await read();
      } catch (error) {
        log.error({ err: error, code: "catalogue_failed" }, "reading the host's projects failed");
      }
    } while (isAskedAgain);
    running = undefined;
  };

  return {
    read,
    subscribe: () => {
      stop = source.subscribe(() => {
        isAskedAgain = true;
        running ??= readAgain();
      });
    },
    hasWithdrawn: (project) => former.has(project) && !current.has(project),
    close: () => {
      stop?.();
      stop = undefined;
    },
  };
}
