import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { openApp, type App } from "../../../server/app.ts";
import { systemClock, type Clock } from "../../../server/time/clock.ts";
import { readConfig } from "../../../server/config.ts";
import { openLog } from "../../../server/telemetry/log.ts";
import { openPictureOnce } from "./openPictureOnce.ts";
import { createDatabase } from "../services/postgresServer.ts";
import type { WorkersBuild } from "../workers/workersServer.ts";
import { AGENT_KEY, openServerCalls, type ServerCalls } from "./serverCalls.ts";

export { AGENT_KEY, type Presentation } from "./serverCalls.ts";

export interface TestServer extends ServerCalls {
  readonly url: string;
  /** The server's data folder. */
  readonly dataDir: string;
  /** All log lines so far. */
  readonly logLines: readonly string[];
  /** Closes and reopens it on the same port and data. */
  restart(): Promise<void>;
}

const fail = (error: Error): never => {
  throw error;
};

/** The machine's network interface. */
const NETWORK = {
  lan: [
    {
      address: "192.168.7.20",
      netmask: "255.255.255.0",
      family: "IPv4" as const,
      mac: "02:00:00:00:00:01",
      internal: false,
      cidr: "192.168.7.20/24",
    },
  ],
};

/** Builds of the deployed Worker, one for each folder of packs. */
const builds = new Map<string | undefined, Promise<WorkersBuild>>();

async function openOnWorkers(environment: Record<string, string>): Promise<TestServer> {
  // Loads the platform's runtime and the bundler, which only this host needs.
  const { buildForTest, openWorkersServer } = await import("../workers/workersServer.ts");
  const { PROJECTS_DIR: projectsDir, ...variables } = environment;
  const build = builds.get(projectsDir) ?? buildForTest({ projectsDir });
  builds.set(projectsDir, build);
  const server = await openWorkersServer((await build).built, variables);
  onTestFinished(() => server.close());
  return { ...server, logLines: [], restart: () => server.evictAll() };
}

/**
 * A complete server on a free port with a temporary data folder; closed at the end of the test. In the projects of other
 * hosts it is on Workers, or keeps its data in PostgreSQL.
 */
export async function openTestServer(
  environment: Record<string, string> = {},
  clock: Clock = systemClock,
): Promise<TestServer> {
  if (process.env["TEST_HOST"] === "workers") return openOnWorkers(environment);
  const engine =
    process.env["TEST_HOST"] === "postgres"
      ? { DATABASE_URL: await createDatabase(inject("postgresUrl")) }
      : {};
  const dataDir = await mkdtemp(join(tmpdir(), "offplan-test-"));
  const logLines: string[] = [];
  const open = (port: string): Promise<App> => {
    const config = readConfig({
      AGENT_KEY,
      PORT: port,
      DATA_DIR: dataDir,
      ...engine,
      ...environment,
    });
    if (!config.ok) throw new Error(config.problem.join("; "));
    const log = openLog("debug", { write: (line) => void logLines.push(line) });
    return openApp(config.value, {
      clock,
      randomBytes,
      networkInterfaces: () => NETWORK,
      openPicture: openPictureOnce,
      log,
      storageDied: fail,
    });
  };
  let app = await open("0");
  const { url } = app;
  onTestFinished(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  return {
    url,
    dataDir,
    logLines,
    ...openServerCalls(url),
    restart: async () => {
      await app.close();
      app = await open(new URL(url).port);
    },
  };
}
