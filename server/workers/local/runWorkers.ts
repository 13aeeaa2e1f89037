import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import type { BuiltWorkers } from "../build/buildWorkers.ts";

export interface LocalOptions extends BuiltWorkers {
  readonly host: string;
  readonly port: number;
  /** Folder of the objects' databases. */
  readonly dataDir: string;
  /** Variables and secrets. */
  readonly bindings: Readonly<Record<string, string>>;
}

/** As in `wrangler.jsonc`. */
export const COMPATIBILITY = {
  compatibilityDate: "2026-07-01",
  compatibilityFlags: ["nodejs_compat"],
};

/** As in `wrangler.jsonc`. */
export const OBJECTS = {
  DIRECTORY: { className: "DirectoryObject", useSQLite: true },
  ROOMS: { className: "RoomObject", useSQLite: true },
};

/** The entry as code, pages and packs as text. */
async function readModules(worker: string) {
  const entry = {
    type: "ESModule",
    path: "entry.js",
    contents: await readFile(join(worker, "entry.js"), "utf8"),
  } as const;
  const names = await readdir(worker, { recursive: true });
  const texts = names.filter((name) => /\.(?:html|json)$/.test(name));
  const read = async (path: string) => {
    const contents = await readFile(join(worker, path), "utf8");
    return { type: "Text", path, contents } as const;
  };
  return [entry, ...(await Promise.all(texts.map(read)))];
}

/** Runs the Worker on this machine in the platform's runtime, configured as in `wrangler.jsonc`. */
export async function runWorkers(options: LocalOptions): Promise<Miniflare> {
  const { worker, assets, host, port, dataDir, bindings } = options;
  const miniflare = new Miniflare({
    name: "offplan-live",
    host,
    port,
    modules: await readModules(worker),
    ...COMPATIBILITY,
    bindings,
    durableObjects: OBJECTS,
    durableObjectsPersist: join(dataDir, "objects"),
    assets: {
      directory: assets,
      binding: "ASSETS",
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
    },
  });
  await miniflare.ready;
  return miniflare;
}
