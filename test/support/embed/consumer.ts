import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

const execute = promisify(execFile);
const ROOT = join(import.meta.dirname, "..", "..", "..");
const BIN = join(ROOT, "node_modules", ".bin");

/** An integrator's folder with the packed package, as `npm install` of the tarball leaves it. */
export interface Consumer {
  readonly folder: string;
  /** The installed package. */
  readonly installed: string;
  readonly tarball: string;
  write(name: string, text: string): Promise<string>;
  /** Runs one of the project's tools in the folder. Resolves to its output and exit code. */
  run(
    command: string,
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly said: string }>;
  remove(): Promise<void>;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

function link(name: string, folder: string): void {
  const to = join(folder, "node_modules", name);
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(ROOT, "node_modules", name), to, "dir");
}

/**
 * Unpacks this project's package in an empty folder. Its declared dependencies are linked to the project's own,
 * without a registry; `others` are the integrator's. Undeclared dependencies are therefore missing.
 */
export async function openConsumer(others: readonly string[] = []): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-consumer-"));
  // Vitest's own would build other pages, for tests.
  const { NODE_ENV: _ofTests, ...inherited } = process.env;
  const environment = { ...inherited, PATH: `${BIN}:${process.env["PATH"] ?? ""}` };
  const run: Consumer["run"] = async (command, ...args) => {
    try {
      const { stdout, stderr } = await execute(command, args, { cwd: folder, env: environment });
      return { code: 0, said: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: stdout + stderr };
    }
  };
  const tarball = inject("tarball");
  const installed = join(folder, "node_modules", "offplan-live");
  mkdirSync(installed, { recursive: true });
  await execute("tar", ["xzf", tarball, "-C", installed, "--strip-components=1"]);
  const { dependencies } = JSON.parse(
    readFileSync(join(installed, "package.json"), "utf8"),
  ) as Manifest;
  for (const name of [...Object.keys(dependencies), ...others]) link(name, folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }));
  return {
    folder,
    installed,
    tarball,
    write: async (name, text) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    run,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
