import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { DEMO_PROJECTS } from "../../config.ts";
import { PACKS_FILE } from "../bundledPacks.ts";
import { bundleWorker } from "./bundle.ts";
import { bundlePacks } from "./packs.ts";

const CLIENT = join(import.meta.dirname, "..", "..", "..", "client", "dist");

export interface BuiltWorkers {
  /** Folder of the Worker's module and the files that it reads. */
  readonly worker: string;
  readonly assets: string;
}

/** Builds the deployment into a folder, which is emptied first. Without a built client, the pages are missing. */
export async function buildWorkers(
  folder: string,
  projectsDir = DEMO_PROJECTS,
): Promise<BuiltWorkers> {
  const worker = join(folder, "worker");
  const assets = join(folder, "assets");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(worker, "client"), { recursive: true });
  await mkdir(assets, { recursive: true });
  for (const name of existsSync(CLIENT) ? await readdir(CLIENT) : []) {
    const isPage = extname(name) === ".html";
    // The platform compresses responses.
    const filter = (path: string) => !path.endsWith(".br") && !path.endsWith(".map");
    if (name.startsWith(".")) continue;
    const target = isPage ? join(worker, "client", name) : join(assets, name);
    await cp(join(CLIENT, name), target, { recursive: true, filter });
  }
  await writeFile(join(worker, "entry.js"), await bundleWorker());
  const packs = await bundlePacks(projectsDir, assets);
  await writeFile(join(worker, PACKS_FILE), JSON.stringify(packs));
  return { worker, assets };
}
