import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COMPILE_CACHE } from "../../support/server/process/compileCache.ts";

const MAIN = join(import.meta.dirname, "..", "..", "..", "server", "main.ts");
const PACK = join(import.meta.dirname, "pack");
const NO_PACKS = join(import.meta.dirname, "..", "net");

type Line = Readonly<Record<string, unknown>>;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "offplan-start-"));
  await cp(PACK, join(folder, "projects", "tiny"), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts the server in its own process, as an operator does. */
function start(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN], {
    env: {
      ...COMPILE_CACHE,
      PORT: "0",
      DATA_DIR: join(folder, "data"),
      PROJECTS_DIR: join(folder, "projects"),
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: Line[] = [];
  const listening = Promise.withResolvers<string>();
  createInterface(child.stdout).on("line", (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    if (line["msg"] === "listening") listening.resolve(String(line["url"]));
  });
  const exited = once(child, "close").then(([code]) => {
    listening.reject(new Error("it ended before it listened"));
    return code as number | null;
  });
  listening.promise.catch(() => undefined);
  return { child, lines, listening: listening.promise, exited };
}

describe("the process", () => {
  test("logs its address once, serves there, and ends cleanly on SIGTERM", async () => {
    const { child, lines, listening, exited } = start();
    const url = await listening;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await exited).toBe(0);
    expect(lines.filter(({ msg }) => msg === "listening")).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain("#key=");
    expect((await stat(join(folder, "data"))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, "data"))).toEqual(
      expect.arrayContaining(["agent-key", "auth-secret", "offplan.sqlite"]),
    );
  });

  test("recovers its data after kill -9, and links have the actual port", async () => {
    const first = start({ AGENT_KEY: "a key of sixteen letters" });
    const signIn = async (url: string) => {
      const body = JSON.stringify({ key: "a key of sixteen letters" });
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}/api/sign-in`, { method: "POST", headers, body });
      const { token } = (await response.json()) as { token: string };
      return { ...headers, authorization: `Bearer ${token}` };
    };
    const firstUrl = await first.listening;
    const created = await fetch(`${firstUrl}/api/presentations`, {
      method: "POST",
      headers: await signIn(firstUrl),
      body: JSON.stringify({ project: "tiny" }),
    });
    const { id, link } = (await created.json()) as { id: string; link: string };
    expect(new URL(link).origin).toBe(firstUrl);
    first.child.kill("SIGKILL");
    await first.exited;
    const second = start({ AGENT_KEY: "a key of sixteen letters" });
    const url = await second.listening;
    const headers = await signIn(url);
    const found = await fetch(`${url}/api/presentations/${id}`, { headers });
    expect(await found.json()).toMatchObject({ id, status: "live", project: "tiny" });
    second.child.kill("SIGINT");
    expect(await second.exited).toBe(0);
  });

  test("refuses to start on data of another AUTH_SECRET, with a message", async () => {
    const first = start({ AUTH_SECRET: "the secret of the first" });
    await first.listening;
    first.child.kill("SIGTERM");
    expect(await first.exited).toBe(0);
    const { lines, exited } = start({ AUTH_SECRET: "the secret of the second" });
    expect(await exited).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: "fatal", code: "other_auth_secret" });
    expect(lines[0]?.["msg"]).toContain("AUTH_SECRET");
    expect(JSON.stringify(lines)).not.toContain("the secret of");
  });

  test.each([
    ["invalid_config", { PORT: "x", LINK_MINUTES: "x" }, ["PORT", "LINK_MINUTES"]],
    [
      "invalid_config",
      { PROJECTS_DIR: "/nowhere", PORT: "x" },
      ["PROJECTS_DIR", "/nowhere", "PORT"],
    ],
    ["bad_pack", { PROJECTS_DIR: NO_PACKS }, [NO_PACKS]],
    ["ENOENT", { DATA_DIR: "/proc/none/at/all" }, ["DATA_DIR", "/proc/none"]],
    ["EADDRNOTAVAIL", { HOST: "192.0.2.1" }, ["HOST", "192.0.2.1"]],
  ])("does not start with %s, and one line says why", async (code, environment, named) => {
    const { lines, exited } = start(environment);
    expect(await exited).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: "fatal", code });
    for (const text of named) expect(lines[0]?.["msg"]).toContain(text);
  });
});
