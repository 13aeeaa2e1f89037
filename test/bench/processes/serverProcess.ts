import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passing } from "node:timers/promises";
import { createInterface } from "node:readline";
import type {
  CpuReading,
  MemoryReading,
  ProbeAnswer,
  ProbeQuestion,
} from "../servers/probeMessages.ts";
import { AGENT_KEY } from "../../support/server/serverCalls.ts";
import type { System } from "../plan/systems.ts";
import { openChannel, type Channel } from "./channel.ts";
import { findChild, watchCpu } from "./procStat.ts";
import { pinnedNode, type Cores } from "./cores.ts";

const BENCH = join(import.meta.dirname, "..");
/** Wait in ms for the server's own reading. If it is busy, its processor time is read from outside, to 10 ms. */
const PROMPT_MS = 200;
const PROBE = join(BENCH, "servers", "probe.ts");

/** The runtime's process, which the module has started. */
async function findWorkerd(child: ChildProcess): Promise<number> {
  const pid = await findChild(child.pid ?? 0, "workerd");
  if (pid === undefined) throw new Error("workerd does not run");
  return pid;
}

async function watchedCpu(pid: number): Promise<CpuReading> {
  const watched = await watchCpu(pid);
  if (watched === undefined) throw new Error("no reading");
  return { ...watched, atMs: performance.now() };
}

/** A measured server in its own process on its own core. */
export interface ServerProcess {
  readonly port: number;
  cpu(): Promise<CpuReading>;
  /** Memory after a garbage collection. */
  memory(): Promise<MemoryReading>;
  startProfile(): Promise<void>;
  stopProfile(path: string): Promise<void>;
  close(): Promise<void>;
}

type ProbeChannel = Channel<ProbeQuestion, ProbeAnswer>;

/** Our server logs its URL; a peer's wrapper sends it over the channel. */
function findPort(system: System, child: ChildProcess, channel: ProbeChannel): Promise<number> {
  if (system.tells === "channel") {
    return channel.next().then((said) => {
      if (said.kind !== "listening") throw new Error(`${system.name} did not say where it listens`);
      return said.port;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`${system.name} did not start`)));
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (line) => {
      const found = /"url":"http:\/\/[^":]+:(\d+)"/.exec(line)?.[1];
      if (line.includes('"msg":"listening"') && found !== undefined) resolve(Number(found));
    });
  });
}

/** Starts the production server with these environment variables. Its data is deleted with it. */
export async function startServer(
  system: System,
  cores: Cores,
  environment: Readonly<Record<string, string>>,
  dataDir?: string,
): Promise<ServerProcess> {
  const ownDataDir = dataDir ?? (await mkdtemp(join(tmpdir(), "offplan-bench-")));
  const [command, commandArguments] = pinnedNode(cores, cores.server, [
    "--disable-warning=ExperimentalWarning",
    "--expose-gc",
    "--import",
    PROBE,
    join(BENCH, system.entry),
  ]);
  const child = spawn(command, commandArguments, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      PORT: "0",
      AGENT_KEY,
      DATA_DIR: ownDataDir,
      ...environment,
    },
  });
  const channel: ProbeChannel = openChannel(system.name, child);
  const port = await findPort(system, child, channel);
  child.stdout?.resume();
  const workerd = system.isInWorkerd === true ? await findWorkerd(child) : undefined;
  return {
    port,
    cpu: async () => {
      if (workerd !== undefined) return watchedCpu(workerd);
      const answer = channel.ask({ kind: "cpu" });
      const said = await Promise.race([answer, passing(PROMPT_MS)]);
      if (said?.kind === "cpu") return { ...said, atMs: performance.now() };
      const watched = await watchCpu(child.pid ?? 0);
      const late = watched ?? (await answer);
      if (!("userMs" in late)) throw new Error("no reading");
      return { userMs: late.userMs, systemMs: late.systemMs, atMs: performance.now() };
    },
    memory: async () => {
      const said = await channel.ask({ kind: "memory" });
      if (said.kind !== "memory") throw new Error("no reading");
      return said;
    },
    startProfile: async () => void (await channel.ask({ kind: "start-profile" })),
    stopProfile: async (path) => void (await channel.ask({ kind: "stop-profile", path })),
    close: async () => {
      // Killed, it would leave workerd behind.
      const isKilled = dataDir === undefined && workerd === undefined;
      await channel.close(isKilled ? "SIGKILL" : "SIGTERM");
      if (dataDir === undefined) await rm(ownDataDir, { recursive: true, force: true });
    },
  };
}
