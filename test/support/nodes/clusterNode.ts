import type { Backend } from "../services/balancer.ts";
import { openWire, type Wire } from "./clusterWire.ts";
import { launchServer, type ServerProcess } from "../server/process/serverLaunch.ts";

/** One of several server processes, with its own wires to PostgreSQL and Redis. */
export interface ClusterNode extends Backend {
  /** Its own URL. Throws while it is down. */
  readonly url: string;
  readonly isUp: boolean;
  readonly toDatabase: Wire;
  /** The wire to the relay's engine: the same as `toDatabase` for PostgreSQL. */
  readonly toRelay: Wire;
  /** Number of starts. */
  readonly starts: number;
  /** Number of its processes that ended by themselves after listening. */
  readonly crashes: number;
  /** The latest process. */
  readonly process: ServerProcess;
  /** Resolves once it listens. */
  start(): Promise<void>;
  /** Resolves to its exit code or signal. Removed from the balancer at once. */
  stop(signal: "SIGKILL" | "SIGTERM"): Promise<number | NodeJS.Signals>;
  /** Suspends the process: its connections stay open and it does not respond. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

export interface NodeOptions {
  readonly name: string;
  readonly databaseUrl: string;
  /** Without it PostgreSQL is the relay. */
  readonly redisUrl: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

const through = (url: string, wire: Wire): string => {
  const own = new URL(url);
  own.port = String(wire.port);
  return own.href;
};

const openWireTo = (url: string): Promise<Wire> => openWire(() => Number(new URL(url).port));

/** Creates a node without starting it. */
export async function openClusterNode(options: NodeOptions): Promise<ClusterNode> {
  const { name, databaseUrl, redisUrl, environment } = options;
  const toDatabase = await openWireTo(databaseUrl);
  const toRelay = redisUrl === undefined ? toDatabase : await openWireTo(redisUrl);
  let process: ServerProcess | undefined;
  let url: string | undefined;
  let starts = 0;
  let crashes = 0;
  const running = (): ServerProcess => {
    if (process === undefined) throw new Error(`${name} was never started`);
    return process;
  };
  const forgetWhenGone = async (started: ServerProcess): Promise<void> => {
    await started.exited;
    if (process !== started || url === undefined) return;
    url = undefined;
    crashes += 1;
  };
  const stop = async (signal: NodeJS.Signals) => {
    url = undefined;
    running().kill(signal);
    running().kill("SIGCONT");
    return running().exited;
  };

  return {
    name,
    toDatabase,
    toRelay,
    get url() {
      if (url === undefined) throw new Error(`${name} is down`);
      return url;
    },
    get port() {
      return url === undefined ? undefined : Number(new URL(url).port);
    },
    get isUp() {
      return url !== undefined;
    },
    get starts() {
      return starts;
    },
    get crashes() {
      return crashes;
    },
    get process() {
      return running();
    },
    start: async () => {
      starts += 1;
      process = launchServer({
        ...environment,
        DATABASE_URL: through(databaseUrl, toDatabase),
        ...(redisUrl !== undefined && { REDIS_URL: through(redisUrl, toRelay) }),
      });
      url = await process.listening;
      void forgetWhenGone(process);
    },
    stop,
    pause: () => running().kill("SIGSTOP"),
    resume: () => running().kill("SIGCONT"),
    close: async () => {
      if (process !== undefined) await stop("SIGKILL");
      await Promise.all([...new Set([toDatabase, toRelay])].map((wire) => wire.close()));
    },
  };
}
