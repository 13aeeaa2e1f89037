import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

const MARKER = join("node_modules", ".package-lock.json");

const changedMs = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Installs the peers from this folder's lock file, once per version of it. */
export function installPeers(): void {
  const folder = import.meta.dirname;
  if (changedMs(join(folder, MARKER)) >= changedMs(join(folder, "package-lock.json"))) return;
  process.stdout.write("Installing the peers\n");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The peers could not be installed");
}
