import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { launchServer, type LaunchOptions, type ServerProcess } from "./serverLaunch.ts";

/** A temporary folder for a server's data. */
export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-process-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts it, on a free port by default. It ends with the test. */
export function startServerProcess(
  environment: Readonly<Record<string, string>>,
  options: LaunchOptions = {},
): ServerProcess {
  const server = launchServer(environment, options);
  onTestFinished(async () => {
    server.kill("SIGKILL");
    await server.exited;
  });
  return server;
}
