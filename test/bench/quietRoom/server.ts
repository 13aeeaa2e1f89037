import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AGENT_KEY } from "../../support/server/serverCalls.ts";

const MAIN = join(import.meta.dirname, "..", "..", "..", "server", "main.ts");

export interface BenchServer {
  readonly url: string;
  /** Its `DATA_DIR`. */
  readonly dataDir: string;
  close(): Promise<void>;
}

/** The production server on a free port of 127.0.0.1 with its own data folder. */
export async function openBenchServer(): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "offplan-bench-"));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN], {
    env: { ...process.env, AGENT_KEY, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the server did not start")));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /"url":"([^"]+)"/.exec(line)?.[1];
      if (line.includes('"msg":"listening"') && found !== undefined) resolve(found);
    });
  });
  return {
    url,
    dataDir,
    close: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
