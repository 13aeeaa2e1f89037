import { execFileSync, spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Cores reserved for the server and for the load. */
export interface Cores {
  readonly server: string;
  /** One load process each. */
  readonly load: readonly string[];
  /** Whether processes can be bound to cores. */
  readonly pinned: boolean;
}

const MOST_LOAD_PROCESSES = 4;

/** The last core is the server's; the others, up to four, carry the load and the benchmark itself. */
export function shareCores(count: number, canPin: boolean): Cores {
  const loads = Math.max(1, Math.min(MOST_LOAD_PROCESSES, count - 1));
  return {
    server: String(count - 1),
    load: Array.from({ length: loads }, (_, core) => String(core)),
    pinned: canPin && count > 1,
  };
}

export const findCores = (): Cores =>
  shareCores(availableParallelism(), spawnSync("taskset", ["--version"]).status === 0);

/** The command that runs Node bound to a core. */
export const pinnedNode = (
  cores: Cores,
  core: string,
  nodeArguments: readonly string[],
): readonly [command: string, commandArguments: readonly string[]] =>
  cores.pinned
    ? ["taskset", ["-c", core, process.execPath, ...nodeArguments]]
    : [process.execPath, nodeArguments];

const bindSelf = (list: string): void => {
  const words = ["-a", "-p", "-c", list, String(process.pid)];
  execFileSync("taskset", words, { stdio: "ignore" });
};

/** Binds this process and its later children to all cores but the server's. */
export function pinSelf(cores: Cores): void {
  if (cores.pinned) bindSelf(cores.load[0] ?? "0");
}

/** Unbinds later children of this process: a browser on one core paints late. */
export function freeSelf(cores: Cores): void {
  if (cores.pinned) bindSelf(`0-${cores.server}`);
}
