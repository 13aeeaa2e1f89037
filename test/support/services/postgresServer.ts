import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "../server/process/freePort.ts";

/**
 * A separate PostgreSQL with real files. Acknowledged writes survive its processes, but not necessarily the machine: it
 * does not wait for the disk.
 */
export interface PostgresServer {
  /** The URL of its first database, which is empty. */
  readonly url: string;
  readonly port: number;
  /** Creates an empty database; resolves to its URL. */
  createDatabase(): Promise<string>;
  /** Orderly shutdown: connections are closed, data is written. */
  stop(): Promise<void>;
  /** SIGKILL for all of its processes. */
  kill(): Promise<void>;
  /** Restarts on the same data and port. Resolves once it responds. */
  start(): Promise<void>;
  /** Suspends all its processes: connections stay open and nothing responds. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Stops it and deletes its files. Idempotent. */
  close(): Promise<void>;
}

const POSTGRES_MISSING =
  "PostgreSQL is missing: neither PATH nor /usr/lib/postgresql has initdb. apt-get install postgresql";

const DEBIAN = "/usr/lib/postgresql";
const USER = "offplan";
const READY = "database system is ready to accept connections";
/** A killed process releases its memory and port slightly after it disappears. */
const STILL_HELD = /still in use|Address already in use|is another postmaster/;
const MOST_ATTEMPTS = 200;
const run = promisify(execFile);

/** The folder with PostgreSQL's programs, if installed. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted().toReversed() : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, "bin")),
  ];
  return folders.find((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Owner {
  if (process.getuid?.() !== 0) return {};
  const idOf = (user: string, flag: string): number =>
    Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }));
  for (const user of ["postgres", "nobody"]) {
    try {
      return { uid: idOf(user, "-u"), gid: idOf(user, "-g") };
    } catch {
      continue;
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is no user postgres or nobody");
}

async function childrenOf(parent: number): Promise<readonly number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has already ended.
  }
}

/** Creates an empty database on the server of `url`; resolves to its URL. */
export async function createDatabase(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

class Postgres implements PostgresServer {
  readonly url: string;
  readonly port: number;
  readonly #programs: string;
  readonly #folder: string;
  readonly #owner: Owner;
  #process: ChildProcess | undefined;
  readonly #onExit = (): void => void this.#process?.kill("SIGKILL");

  constructor(programs: string, folder: string, owner: Owner, port: number) {
    this.#programs = programs;
    this.#folder = folder;
    this.#owner = owner;
    this.port = port;
    this.url = this.#urlOf("postgres");
    process.on("exit", this.#onExit);
  }

  #urlOf(database: string): string {
    return `postgres://${USER}@127.0.0.1:${this.port}/${database}`;
  }

  createDatabase(): Promise<string> {
    return createDatabase(this.url);
  }

  async start(): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const problem = await this.#tryToStart();
      if (problem === undefined) return this.#answer();
      if (!STILL_HELD.test(problem)) throw new Error(`PostgreSQL did not start: ${problem}`);
    }
    throw new Error("PostgreSQL did not start: what the last one held never became free");
  }

  /** Resolves to its output if it ended instead. */
  #tryToStart(): Promise<string | undefined> {
    const settings = {
      port: this.port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: this.#folder,
      fsync: "off",
      full_page_writes: "off",
    };
    const child = spawn(
      join(this.#programs, "postgres"),
      [
        "-D",
        join(this.#folder, "data"),
        ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ],
      { ...this.#owner, cwd: "/", env: { LC_ALL: "C" }, stdio: ["ignore", "ignore", "pipe"] },
    );
    this.#process = child;
    return new Promise((resolve) => {
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-10_000);
        if (said.includes(READY)) resolve(undefined);
      });
      child.once("error", (error) => resolve(error.message));
      child.once("close", () => resolve(said));
    });
  }

  async #answer(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    await client.query("SELECT 1");
    await client.end();
  }

  async stop(): Promise<void> {
    await this.resume();
    await this.#end((pid) => signal(pid, "SIGINT"));
  }

  async kill(): Promise<void> {
    await this.pause();
    const children = await this.#children();
    await this.#end((pid) => [pid, ...children].forEach((each) => signal(each, "SIGKILL")));
  }

  async #end(send: (pid: number) => void): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "exit");
    send(child.pid);
    await closed;
  }

  async #children(): Promise<readonly number[]> {
    const pid = this.#process?.pid;
    return pid === undefined ? [] : childrenOf(pid);
  }

  /** The parent process stops first, so that it cannot fork unnoticed. */
  async pause(): Promise<void> {
    this.#process?.kill("SIGSTOP");
    for (const child of await this.#children()) signal(child, "SIGSTOP");
  }

  async resume(): Promise<void> {
    for (const child of await this.#children()) signal(child, "SIGCONT");
    this.#process?.kill("SIGCONT");
  }

  async close(): Promise<void> {
    process.off("exit", this.#onExit);
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Resolves once it responds. Rejects with installation instructions if it is missing. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error(POSTGRES_MISSING);
  const owner = unprivileged();
  const folder = await mkdtemp(join(tmpdir(), "offplan-postgres-"));
  try {
    if (owner.uid !== undefined && owner.gid !== undefined) {
      await chown(folder, owner.uid, owner.gid);
    }
    const options = `--username=${USER} --auth=trust --encoding=UTF8 --no-locale --no-sync`;
    await run(join(programs, "initdb"), ["-D", join(folder, "data"), ...options.split(" ")], {
      ...owner,
      cwd: "/",
    });
    const server = new Postgres(programs, folder, owner, await freePort());
    await server.start();
    return server;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
