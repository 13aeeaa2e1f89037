import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleWorker } from "../../../server/workers/build/bundle.ts";
import { buildWorkers, type BuiltWorkers } from "../../../server/workers/build/buildWorkers.ts";
import { runWorkers } from "../../../server/workers/local/runWorkers.ts";
import { freePort } from "../server/process/freePort.ts";
import { AGENT_KEY, openServerCalls, type ServerCalls } from "../server/serverCalls.ts";

export interface WorkersServer extends ServerCalls {
  readonly url: string;
  /** Folder of the objects' databases. */
  readonly dataDir: string;
  close(): Promise<void>;
  /** Kills the runtime, which drops all objects' memory, and restarts it on the same port and data. */
  evictAll(): Promise<void>;
  /** The first step of `evictAll`. */
  kill(): Promise<void>;
  /** The second step of `evictAll`. */
  restart(): Promise<void>;
  /** Waits until the room's object is idle, and drops its memory. Its sockets stay open. */
  hibernate(room: string): Promise<void>;
}

export interface BuildOptions {
  /** Replaces the Worker's own entry. */
  readonly entry?: string;
  /** Folder of packs; the demo by default. */
  readonly projectsDir?: string | undefined;
}

export interface WorkersBuild {
  readonly built: BuiltWorkers;
  readonly remove: () => Promise<void>;
}

/** Builds the Worker as deployed. */
export async function buildForTest({
  entry,
  projectsDir,
}: BuildOptions = {}): Promise<WorkersBuild> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-workers-build-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const built = await buildWorkers(folder, projectsDir);
  if (entry !== undefined) {
    await writeFile(join(built.worker, "entry.js"), await bundleWorker(entry));
  }
  return { built, remove };
}

/** The managed variant in the platform's runtime, on a free port, with its own data until it is closed. */
export async function openWorkersServer(
  built: BuiltWorkers,
  variables: Readonly<Record<string, string>> = {},
): Promise<WorkersServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "offplan-workers-"));
  const port = await freePort();
  const bindings = { AGENT_KEY, LOG_LEVEL: "error", ...variables };
  const start = () => runWorkers({ ...built, host: "127.0.0.1", port, dataDir, bindings });
  let running = await start();
  const url = `http://127.0.0.1:${port}`;
  return {
    ...openServerCalls(url),
    url,
    dataDir,
    close: async () => {
      await running.dispose();
      await rm(dataDir, { recursive: true, force: true });
    },
    evictAll: async () => {
      await running.dispose();
      running = await start();
    },
    kill: () => running.dispose(),
    restart: async () => {
      running = await start();
    },
    hibernate: (room) =>
      running.unsafeEvictDurableObject("offplan-live", "RoomObject", {
        name: room,
        webSockets: "hibernate",
      }),
  };
}
