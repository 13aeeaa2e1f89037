import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { openServerCalls, AGENT_KEY } from "../../support/server/serverCalls.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { longTest } from "../../support/size.ts";
import { COMPILE_CACHE } from "../../support/server/process/compileCache.ts";

const MAIN = join(import.meta.dirname, "..", "..", "..", "server", "import", "main.ts");
const HEADER = "building,floor,number,status,price";

async function writeList(...rows: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-list-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "today.csv");
  await writeFile(path, `${[HEADER, ...rows].join("\n")}\n`);
  return path;
}

/** Resolves once the command has exited. */
async function runImport(environment: Record<string, string>, ...args: readonly string[]) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, ...args], {
    env: { ...COMPILE_CACHE, AGENT_KEY, ...environment },
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => void child.once("close", resolve));
  return { code, said };
}

async function unitsOf(url: string): Promise<UnitsResponse["units"]> {
  const calls = openServerCalls(url);
  const path = "/api/projects/riverside/units";
  const answer = await calls.call("GET", path, undefined, await calls.signIn());
  return ((await answer.json()) as UnitsResponse).units;
}

test("a command imports a list, with and without a running server", async () => {
  const units = `${HEADER}\na,1,101,available,1000\na,2,201,sold,2000\n`;
  const environment = { DATA_DIR: await makeDataDir(), PROJECTS_DIR: makePack({ units }) };
  const first = await writeList("a,1,101,sold,900", "a,3,301,available,3000");

  const dry = await runImport(environment, "riverside", first, "--dry-run");
  const counts = "2 homes: 0 prices up, 1 down, 1 statuses changed, 1 new, 1 gone.";
  expect(dry).toEqual({ code: 0, said: expect.stringContaining(counts) as string });
  const applied = await runImport(environment, "riverside", first);
  expect(applied.said).toContain(counts);
  expect(applied).toMatchObject({ code: 0, said: expect.stringContaining("revision 1") as string });

  const server = startServerProcess(environment);
  const url = await server.listening;
  expect(await unitsOf(url)).toEqual([
    { id: "a-101", status: "sold", price: 90_000 },
    { id: "a-301", status: "available", price: 300_000 },
  ]);
  const bad = await writeList("a,1,101,perhaps,900", "a,3,301,sold,3000");
  const refused = await runImport(environment, "riverside", bad);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain("1 not understood:\n  D2: ");
  const skipped = await runImport(environment, "riverside", bad, "--skip-problems");
  expect(skipped.code).toBe(1);
  expect(skipped.said).toContain("Applied as revision 2.");
  const mapping = join(await makeDataDir(), "mapping.json");
  await writeFile(mapping, JSON.stringify({ statuses: { perhaps: "reserved" } }));
  const mapped = await runImport(environment, "riverside", bad, "--mapping", mapping);
  expect(mapped).toMatchObject({ code: 0 });
  expect((await unitsOf(url)).map(({ status }) => status)).toEqual(["reserved", "sold"]);

  expect(await runImport(environment, "nowhere", first)).toMatchObject({ code: 1 });
  await writeFile(mapping, JSON.stringify({ statuses: { perhaps: "maybe" } }));
  expect(await runImport(environment, "riverside", bad, "--mapping", mapping)).toMatchObject({
    code: 2,
  });
});

longTest("a list counts whole or not at all when the server is killed in between", async () => {
  const homes = Array.from({ length: 500 }, (_, index) => index + 1);
  const listOf = (price: number) => homes.map((home) => `a,${home},${home},,${price}`);
  const units = `${HEADER}\n${listOf(1).join("\n")}\n`;
  const environment = { DATA_DIR: await makeDataDir(), PROJECTS_DIR: makePack({ units }) };
  for (let round = 1; round <= 20; round++) {
    const server = startServerProcess(environment);
    const url = await server.listening;
    const token = await openServerCalls(url).signIn();
    const put = (price: number) =>
      fetch(`${url}/api/projects/riverside/list`, {
        method: "PUT",
        headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
        body: [HEADER, ...listOf(price)].join("\n"),
      });
    expect((await put(round * 10)).status).toBe(200);
    const cut = put(round * 10 + 1).catch(() => undefined);
    // Kills the import at a different moment in each round.
    for (let turn = 0; turn < round * 100; turn++) await setImmediate();
    server.kill("SIGKILL");
    await server.exited;
    const answered = (await cut)?.status === 200;
    const next = startServerProcess(environment);
    const prices = new Set((await unitsOf(await next.listening)).map(({ price }) => price));
    expect(prices.size).toBe(1);
    const [price = 0] = prices;
    const possible = [...(answered ? [] : [round * 1000]), round * 1000 + 100];
    expect(possible).toContain(price);
    next.kill("SIGTERM");
    await next.exited;
  }
});
