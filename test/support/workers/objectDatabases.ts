import { join } from "node:path";
import { Miniflare } from "miniflare";
import { bundleWorker } from "../../../server/workers/build/bundle.ts";
import type { DatabaseCalls, RoomDatabaseCalls } from "../../../server/workers/bindings.ts";
import { COMPATIBILITY } from "../../../server/workers/local/runWorkers.ts";
import type { SplitStorageOptions } from "../../../server/workers/storage/splitStorage.ts";

export interface ObjectDatabases {
  /** Opens the objects of the deployment with this name. */
  open(name: string): Promise<SplitStorageOptions>;
  close(): Promise<void>;
}

/** Objects with storage only, in the platform's runtime: no sender claims the deliveries that a test awaits. */
export async function openObjectDatabases(): Promise<ObjectDatabases> {
  const contents = await bundleWorker(join(import.meta.dirname, "databaseEntry.ts"));
  const runtime = new Miniflare({
    ...COMPATIBILITY,
    modules: [{ type: "ESModule", path: "entry.js", contents }],
    durableObjects: {
      DATABASES: { className: "DatabaseObject", useSQLite: true },
      ROOM_DATABASES: { className: "TestRoomDatabase", useSQLite: true },
    },
  });
  await runtime.ready;
  const databases = await runtime.getDurableObjectNamespace("DATABASES");
  const rooms = await runtime.getDurableObjectNamespace("ROOM_DATABASES");
  return {
    open: async (name) => ({
      directory: databases.get(databases.idFromName(name)) as unknown as DatabaseCalls,
      room: (room) =>
        rooms.get(rooms.idFromName(`${name}/${room}`)) as unknown as RoomDatabaseCalls,
    }),
    close: () => runtime.dispose(),
  };
}
