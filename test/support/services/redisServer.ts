import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { RedisClient } from "@redis/client";
import { freePort } from "../server/process/freePort.ts";

/** A separate Redis (or Valkey), without persistence. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Its response to one command. */
  ask(...command: readonly (string | Buffer)[]): Promise<unknown>;
  /** Orderly shutdown. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Restarts empty on the same port. Resolves once it responds. */
  start(): Promise<void>;
  /** Suspends it: connections stay open and nothing responds. */
  pause(): void;
  resume(): void;
  /** Stops it and deletes its files. Idempotent. */
  close(): Promise<void>;
}

const REDIS_MISSING =
  "Redis is missing: PATH has neither redis-server nor valkey-server. apt-get install redis-server";

const NAMES = ["redis-server", "valkey-server"];
const READY = "Ready to accept connections";
const STILL_HELD = "Address already in use";
const MOST_ATTEMPTS = 200;
const LOCAL = "127.0.0.1";

/** Path of the server: `REDIS_SERVER`, or the one in PATH. */
export function findRedis(): string | undefined {
  const chosen = process.env["REDIS_SERVER"];
  if (chosen !== undefined && chosen !== "") return chosen;
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Created once: it defines hundreds of commands. */
const createClient = RedisClient.factory({ RESP: 3 });

class Redis implements RedisServer {
  readonly url: string;
  readonly port: number;
  readonly #program: string;
  readonly #folder: string;
  readonly #options: readonly string[];
  #process: ChildProcess | undefined;
  readonly #onExit = (): void => void this.#process?.kill("SIGKILL");

  constructor(program: string, folder: string, port: number, options: readonly string[]) {
    this.#program = program;
    this.#folder = folder;
    this.#options = options;
    this.port = port;
    this.url = `redis://${LOCAL}:${port}`;
    process.on("exit", this.#onExit);
  }

  async ask(...command: readonly (string | Buffer)[]): Promise<unknown> {
    const client = createClient({ url: this.url });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await client.sendCommand(command);
    } finally {
      client.destroy();
    }
  }

  async start(): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const problem = await this.#tryToStart();
      if (problem === undefined) return this.#answer();
      if (!problem.includes(STILL_HELD)) throw new Error(`Redis did not start: ${problem}`);
    }
    throw new Error("Redis did not start: its port never became free");
  }

  /** Resolves to its output if it ended instead. */
  #tryToStart(): Promise<string | undefined> {
    const fixed = ["--port", String(this.port), "--bind", LOCAL, "--dir", this.#folder];
    const child = spawn(
      this.#program,
      [...fixed, "--save", "", "--appendonly", "no", ...this.#options],
      { cwd: "/", env: {}, stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#process = child;
    return new Promise((resolve) => {
      let said = "";
      const hear = (chunk: Buffer): void => {
        said = (said + chunk.toString()).slice(-10_000);
        if (said.includes(READY)) resolve(undefined);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("error", (error) => resolve(error.message));
      child.once("close", () => resolve(said));
    });
  }

  async #answer(): Promise<void> {
    const socket = connect(this.port, LOCAL);
    await once(socket, "connect");
    socket.destroy();
  }

  async stop(): Promise<void> {
    this.resume();
    await this.#end("SIGTERM");
  }

  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  pause(): void {
    this.#process?.kill("SIGSTOP");
  }

  resume(): void {
    this.#process?.kill("SIGCONT");
  }

  async close(): Promise<void> {
    process.off("exit", this.#onExit);
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** `options` are the server's, such as `["--requirepass", "secret"]`. Rejects with `REDIS_MISSING` if not installed. */
export async function startRedis(options: readonly string[] = []): Promise<RedisServer> {
  const program = findRedis();
  if (program === undefined) throw new Error(REDIS_MISSING);
  const folder = await mkdtemp(join(tmpdir(), "offplan-redis-"));
  const server = new Redis(program, folder, await freePort(), options);
  try {
    await server.start();
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

export interface RedisCluster {
  /** URL of the first node, which knows the others. */
  readonly url: string;
  readonly nodes: readonly RedisServer[];
  close(): Promise<void>;
}

const SLOTS = 16_384;
const CLUSTER_SIZE = 3;

/** Three primaries without replicas, the minimum of a cluster. Resolves once all slots are served. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes: RedisServer[] = [];
  const busPorts: string[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.close()));
  };
  try {
    for (let index = 0; index < CLUSTER_SIZE; index++) {
      const busPort = String(await freePort());
      busPorts.push(busPort);
      nodes.push(await startRedis(["--cluster-enabled", "yes", "--cluster-port", busPort]));
    }
    await joinCluster(nodes, busPorts);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: nodes[0]?.url ?? "", nodes, close };
}

async function joinCluster(
  nodes: readonly RedisServer[],
  busPorts: readonly string[],
): Promise<void> {
  const edge = (index: number): number => Math.floor((index * SLOTS) / nodes.length);
  for (const [index, node] of nodes.entries()) {
    const slots = [edge(index), edge(index + 1) - 1].map(String);
    await node.ask("CLUSTER", "ADDSLOTSRANGE", ...slots);
    const address = [LOCAL, String(node.port), busPorts[index] ?? ""];
    await nodes[0]?.ask("CLUSTER", "MEET", ...address);
  }
  for (const node of nodes) {
    for (;;) {
      const [info, known] = [await node.ask("CLUSTER", "INFO"), await node.ask("CLUSTER", "SLOTS")];
      const isWhole = Array.isArray(known) && known.length === nodes.length;
      if (isWhole && String(info).includes("cluster_state:ok")) break;
    }
  }
}
