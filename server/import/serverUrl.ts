import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILE = "url";
const ANSWERS_WITHIN_MS = 3000;

/** Writes the server's address into its data folder. Returns a function that removes it. */
export async function announceServer(dataDir: string, url: string): Promise<() => Promise<void>> {
  const path = join(dataDir, FILE);
  await writeFile(path, `${url}\n`, { mode: 0o600 });
  return () => rm(path, { force: true });
}

/** Address of the server that has this data folder open; `undefined` if there is none, or it was killed. */
export async function readServerUrl(dataDir: string): Promise<string | undefined> {
  try {
    const url = (await readFile(join(dataDir, FILE), "utf8")).trim();
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    return (await fetch(`${url}/healthz`, { signal })).ok ? url : undefined;
  } catch {
    return undefined;
  }
}
