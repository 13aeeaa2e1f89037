import { spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { freePort } from "../server/process/freePort.ts";

/** Source of a consumer's server with plain `node:http`, configured by its environment. */
export const PLAIN_HOST = `import { createServer } from "node:http";
     import { createOffplan } from "offplan-live/server";
     const offplan = await createOffplan({ env: process.env });
     const server = createServer((request, response) =>
       offplan.handle(request, response, () => response.end("theirs")),
     );
     server.on("upgrade", (request, socket, head) => {
       if (!offplan.upgrade(request, socket, head)) socket.destroy();
     });
     server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));`;

/** Runs a consumer's server in its own process until the test ends. Resolves to its port once it has printed a line. */
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
    // The first line that is not JSON is the host's own.
    stdout.on("data", (data: Buffer) => {
      if (/^[^{]/m.test(data.toString())) resolve();
    });
  });
  return port;
}
