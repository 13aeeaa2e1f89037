import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The path of this project's packed package. */
    tarball: string;
  }
}

const execute = promisify(execFile);
let folder: string | undefined;

/** Packs the project once for all files of the run: each pack builds `dist` anew, below the one beside it. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "offplan-package-"));
  // Vitest's own would build other pages, for tests.
  const { NODE_ENV: _ofTests, ...env } = process.env;
  const root = join(import.meta.dirname, "..", "..", "..");
  const packing = ["pack", "--silent", "--pack-destination", folder];
  const { stdout } = await execute("npm", packing, { cwd: root, env });
  project.provide("tarball", join(folder, stdout.trim().split("\n").at(-1) ?? ""));
}

export async function teardown(): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
