import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { SYSTEMS } from "../plan/systems.ts";
import type { Cores } from "../processes/cores.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const PEERS = join(import.meta.dirname, "..", "peers", "node_modules");

/** Paths that the figures depend on; the report's own code is excluded. */
const MEASURED = [
  "server",
  "schema",
  "client",
  "package-lock.json",
  "test/bench",
  ":!test/bench/report",
  ":!test/bench/results",
  ":!*.md",
  ":!*.test.ts",
];

/** Machine and commit of the figures. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly node: string;
  readonly pinning: string;
  /** The last commit that changed the measured code. */
  readonly commit: string;
  /** Whether that code had uncommitted changes. */
  readonly isDirty: boolean;
  readonly date: string;
  /** A quick run. */
  readonly isQuick: boolean;
  readonly versions: Readonly<Record<string, string>>;
}

const git = (...words: readonly string[]): string => {
  try {
    return execFileSync("git", words, { cwd: ROOT, encoding: "utf8" }).trim();
  } catch {
    return "";
  }
};

function versionOf(name: string): string | undefined {
  const manifest = [PEERS, join(ROOT, "node_modules")]
    .map((folder) => join(folder, name, "package.json"))
    .find((path) => existsSync(path));
  if (manifest === undefined) return undefined;
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** The bare relay uses the project's own `ws`, not the peers'. */
function versions(): Readonly<Record<string, string>> {
  const packages = SYSTEMS.flatMap((system) => system.package ?? []);
  return Object.fromEntries(
    ["yjs", ...packages].flatMap((name) => {
      const found = name === "ws" ? ownWs() : versionOf(name);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

const ownWs = (): string =>
  (
    JSON.parse(readFileSync(join(ROOT, "node_modules", "ws", "package.json"), "utf8")) as {
      version: string;
    }
  ).version;

/** Without Git history, as in an archive, there is no commit. */
export function describeHere(cores: Cores, nowMs: number, isQuick: boolean): Machine {
  const all = cpus();
  const commit = git("log", "-1", "--format=%h", "--", ...MEASURED);
  return {
    cpu: all[0]?.model ?? "unknown",
    cores: all.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    node: process.version,
    pinning: cores.pinned
      ? `server on core ${cores.server}, load on ${cores.load.join(", ")}`
      : "not pinned",
    commit: commit === "" ? "unknown" : commit,
    isDirty: git("status", "--porcelain", "--", ...MEASURED) !== "",
    date: new Date(nowMs).toISOString().slice(0, 16).replace("T", " "),
    isQuick,
    versions: versions(),
  };
}

export function describeMachine(machine: Machine): string {
  const versions = Object.entries(machine.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  return [
    ...(machine.isQuick ? ["**A quick run with small crowds: none of this is a result.**\n"] : []),
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.kernel}; ${machine.pinning}.`,
    `Node ${machine.node.slice(1)}, ${versions}.`,
    `Commit ${machine.commit}${machine.isDirty ? ", with uncommitted changes" : ""}, ${machine.date} UTC.\n`,
  ].join("\n");
}
