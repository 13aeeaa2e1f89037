import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const PREFIX = ".incoming-";

/** A folder for one incoming file; `release` deletes it with its content. */
export interface Incoming {
  readonly folder: string;
  readonly release: () => Promise<void>;
}

/** Makes a folder for one incoming file below `folder`. */
export async function openIncoming(folder: string): Promise<Incoming> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = await mkdtemp(join(folder, PREFIX));
  return { folder: own, release: () => rm(own, { recursive: true, force: true }) };
}

/** Deletes folders that killed processes did not release: those last changed before this time. */
export async function removeAbandoned(folder: string, beforeMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.mtimeMs >= beforeMs) continue;
    await rm(path, { recursive: true, force: true });
  }
}
