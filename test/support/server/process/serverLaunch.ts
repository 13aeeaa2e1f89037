import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AGENT_KEY } from "../serverCalls.ts";
import { COMPILE_CACHE } from "./compileCache.ts";

const MAIN = join(import.meta.dirname, "..", "..", "..", "..", "server", "main.ts");

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

type Line = Readonly<Record<string, unknown>>;

/** The server in its own process, as an operator runs it. */
export interface ServerProcess {
  readonly pid: number;
  /** All log lines so far. */
  readonly lines: readonly Line[];
  /** Its URL once it listens; rejects if it ends before. */
  readonly listening: Promise<string>;
  /** Its exit code or signal. */
  readonly exited: Promise<number | NodeJS.Signals>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves to the first line, past or future, with this message. */
  line(message: string): Promise<Line>;
}

export interface LaunchOptions extends Pick<SpawnOptions, "uid" | "gid"> {
  /** The module that is run; the server by default. */
  readonly main?: string;
  /** A command line of the repository's folder in place of Node with that module. */
  readonly command?: string;
}

/** Starts it, on a free port by default. The caller ends it; it never outlives this process. */
export function launchServer(
  environment: Readonly<Record<string, string>>,
  { main = MAIN, command, ...options }: LaunchOptions = {},
): ServerProcess {
  const [file, args] =
    command === undefined
      ? [process.execPath, ["--disable-warning=ExperimentalWarning", main]]
      : ["sh", ["-c", command]];
  const child = spawn(file, args, {
    env: { ...COMPILE_CACHE, AGENT_KEY, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });
  const { stdout, pid } = child;
  if (stdout === null || pid === undefined) throw new Error("it did not start");
  const lines: Line[] = [];
  const waiting = new Map<string, PromiseWithResolvers<Line>>();
  const line = (message: string): Promise<Line> => {
    const known = lines.find(({ msg }) => msg === message);
    if (known !== undefined) return Promise.resolve(known);
    const wait = waiting.get(message) ?? Promise.withResolvers<Line>();
    waiting.set(message, wait);
    return wait.promise;
  };
  createInterface(stdout).on("line", (text) => {
    const said = JSON.parse(text) as Line;
    lines.push(said);
    waiting.get(String(said["msg"]))?.resolve(said);
  });
  running.add(child);
  const exited = once(child, "close").then(([code, signal]) => {
    running.delete(child);
    for (const wait of waiting.values()) wait.reject(new Error("it ended before it said so"));
    return (code ?? signal) as number | NodeJS.Signals;
  });
  const listening = line("listening").then(({ url }) => String(url));
  listening.catch(() => undefined);
  return { pid, lines, listening, exited, kill: (signal) => void child.kill(signal), line };
}
