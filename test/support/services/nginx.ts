import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { connect } from "node:net";
import { expect, onTestFinished } from "vitest";
import { untilHolds } from "../clock/untilHolds.ts";

const MISSING = "nginx is missing: neither PATH nor /usr/sbin has it. apt-get install nginx-light";
const LOCAL = "127.0.0.1";

function findNginx(): string {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];
  const found = folders.map((folder) => join(folder, "nginx")).find((path) => existsSync(path));
  if (found === undefined) throw new Error(MISSING);
  return found;
}

const isListening = async (port: number): Promise<boolean> => {
  const socket = connect(port, LOCAL);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/**
 * Runs nginx with this content of its `http` block until the test ends. Resolves once it listens on the port. Rejects with
 * nginx's message about an invalid configuration, or if nginx is not installed.
 */
export async function startNginx(http: string, port: number): Promise<void> {
  const program = findNginx();
  const folder = await mkdtemp(join(tmpdir(), "offplan-nginx-"));
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const configuration = `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn;
    events { worker_connections 512; }
    http { access_log off; ${temporary.join(" ")}\n${http}\n}`;
  const file = join(folder, "nginx.conf");
  await writeFile(file, configuration);
  const child = spawn(program, ["-e", "stderr", "-p", folder, "-c", file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said += text));
  const ended = once(child, "exit").then(() => {
    throw new Error(`nginx does not start: ${said}`);
  });
  const listens = untilHolds(async () => expect(await isListening(port)).toBe(true));
  await Promise.race([listens, ended]);
  ended.catch(() => undefined);
}
