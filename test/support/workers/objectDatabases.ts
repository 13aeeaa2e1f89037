import { join } from "node:path";
import { Miniflare } from "miniflare";
import { bundleWorker } from "../../../server/workers/build/bundle.ts";
import type { DirectoryCalls } from "../../../server/workers/bindings.ts";
import { COMPATIBILITY } from "../../../server/workers/local/runWorkers.ts";

export interface ObjectDatabases {
  /** The object of this name. */
  get(name: string): Promise<Pick<DirectoryCalls, "operate">>;
  close(): Promise<void>;
}

/** Objects with storage and nothing else in the platform's runtime: no sender claims what a test waits for. */
export async function openObjectDatabases(): Promise<ObjectDatabases> {
  const contents = await bundleWorker(join(import.meta.dirname, "databaseEntry.ts"));
  const runtime = new Miniflare({
    ...COMPATIBILITY,
    modules: [{ type: "ESModule", path: "entry.js", contents }],
    durableObjects: { DATABASES: { className: "DatabaseObject", useSQLite: true } },
  });
  await runtime.ready;
  return {
    get: async (name) => {
      const databases = await runtime.getDurableObjectNamespace("DATABASES");
      return databases.get(databases.idFromName(name)) as unknown as DirectoryCalls;
    },
    close: () => runtime.dispose(),
  };
}
