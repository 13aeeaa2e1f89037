import { execFileSync, spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Which cores the server and the load have to themselves. */
export interface Cores {
  readonly server: string;
  /** One load process each. */
  readonly load: readonly string[];
  /** Whether the machine lets processes be bound to them. */
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

/** Keeps this process, and what it starts from now on, off the server's core. */
export function pinSelf(cores: Cores): void {
  if (cores.pinned) bindSelf(cores.load[0] ?? "0");
}

/** Lets what this process starts from now on run anywhere: a browser on one core paints late whatever it is sent. */
export function freeSelf(cores: Cores): void {
  if (cores.pinned) bindSelf(`0-${cores.server}`);
}
