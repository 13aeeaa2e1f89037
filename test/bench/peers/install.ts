import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const MARKER = join("node_modules", ".package-lock.json");

/** Installs what the benchmark compares with, once, from this folder's own lock file. */
export function installPeers(): void {
  const folder = import.meta.dirname;
  if (existsSync(join(folder, MARKER))) return;
  process.stdout.write("Installing the peers\n");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The peers could not be installed");
}
