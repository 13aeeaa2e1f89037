import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { makeDataDir } from "../../support/server/process/serverProcess.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");

type Line = Readonly<Record<string, unknown>>;

/** `npm start` without the build, which the test run has made. */
async function startWithNpm(environment: Readonly<Record<string, string>> = {}) {
  const dataDir = await makeDataDir();
  const child = spawn("npm", ["start", "--ignore-scripts", "--silent"], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, PORT: "0", DATA_DIR: dataDir, PROJECTS_DIR, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("it did not start");
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  onTestFinished(() => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // No such process exists, as expected.
    }
  });
  const lines: Line[] = [];
  const listening = new Promise<Line>((resolve) => {
    createInterface(child.stdout).on("line", (text) => {
      const line = JSON.parse(text) as Line;
      lines.push(line);
      if (line["msg"] === "listening") resolve(line);
    });
  });
  return { dataDir, child, pid, exited, lines, listening };
}

/** Resolves to whether the port accepts connections. */
async function isTaken(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const taken = await Promise.race([
    once(socket, "connect").then(() => true),
    once(socket, "error").then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return taken;
}

/** Whether a process of the group is running. */
function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "trap 33: %s to the process of `npm start` reaches the server: a clean exit and a free port",
  async (signal) => {
    const { child, pid, exited, lines, listening } = await startWithNpm();
    const { url } = await listening;
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(lines.some((line) => line["msg"] === "closing")).toBe(true);
    expect(await isTaken(String(url))).toBe(false);
    expect(isGroupAlive(pid)).toBe(false);
  },
);

test("a server whose output is piped says where the agent's key is kept, and never the key", async () => {
  const { dataDir, listening } = await startWithNpm();
  const line = await listening;
  expect(line["agentKeyIn"]).toBe(join(dataDir, "agent-key"));
  const given = await startWithNpm({ AGENT_KEY: "a key of sixteen letters" });
  const said = await given.listening;
  expect(said["agentKeyIn"]).toBe("the variable AGENT_KEY");
  expect(JSON.stringify(said)).not.toContain("sixteen");
});

test("an old Node prints one sentence that names the version needed", () => {
  const script = `
    Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });
    await import(${JSON.stringify(join(ROOT, "server", "requireNode.js"))});`;
  const args = ["--input-type=module", "--eval", script];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect([status, stderr.trim().split("\n").length]).toEqual([1, 1]);
  expect(stderr).toContain("Node.js 24 or newer is needed, and this is 20.20.2");
});
