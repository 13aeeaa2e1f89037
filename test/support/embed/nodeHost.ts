import { spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { freePort } from "../server/process/freePort.ts";

/** Runs a consumer's server in a process of its own until the test ends. Resolves to its port once it has said something. */
export async function startHost(
  folder: string,
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const port = await freePort();
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { PATH: process.env["PATH"], PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const { stdout } = child;
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`${file} ended`)));
    // The first line that is no JSON is the host's own.
    stdout.on("data", (data: Buffer) => {
      if (/^[^{]/m.test(data.toString())) resolve();
    });
  });
  return port;
}
