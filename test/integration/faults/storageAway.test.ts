import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PresentationResponse } from "../../../schema/protocol/api.ts";
import { readDatabaseFile } from "../../support/server/disk/databaseFile.ts";
import { numberIn, openBusyAgent } from "../../support/server/busyAgent.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { fill, mountSmallDisk, unmount } from "../../support/server/disk/smallDisk.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { isLeftOut } from "../../support/leftOut.ts";
import { someOf } from "../../support/size.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";

const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");

const disk = mountSmallDisk();
if (disk !== undefined) unmount(disk);

interface Away {
  readonly dataDir: string;
  readonly begin: () => void;
  readonly finish: () => unknown;
}

async function openFullDisk(): Promise<Away> {
  const dataDir = mountSmallDisk() ?? "";
  onTestFinished(() => unmount(dataDir));
  const filler = join(dataDir, "filler");
  return { dataDir, begin: () => fill(filler), finish: () => rm(filler) };
}

async function openHeldLock(): Promise<Away> {
  const dataDir = await makeDataDir();
  let other: DatabaseSync | undefined;
  return {
    dataDir,
    begin: () => {
      other = new DatabaseSync(join(dataDir, "offplan.sqlite"));
      other.exec("BEGIN IMMEDIATE");
    },
    finish: () => other?.close(),
  };
}

const AWAY = [
  ["a full disk", openFullDisk, isLeftOut(disk === undefined, "root, to mount a small disk")],
  ["a lock that is held", openHeldLock, false],
] as const;

async function openPeople(server: TestServer) {
  const presentation = await server.present({ project: "tiny" });
  const { id, room, agentToken } = presentation;
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  const buyer = openStockClient(server.url, room, (await presentation.join("Layla")).token);
  await Promise.all([agent.synced(), buyer.synced()]);
  const call = (method: string, path = "", body?: object) =>
    server.call(method, `/api/presentations/${id}${path}`, body, agentToken);
  return { presentation, agent, buyer, call };
}

const pending = { status: "pending" };

describe.each(someOf(AWAY, 1))("with %s", (_name, open, isImpossible) => {
  const openServer = async () => {
    const away = await open();
    const server = await openTestServer({ DATA_DIR: away.dataDir, PROJECTS_DIR });
    return { ...away, server, people: await openPeople(server) };
  };

  test.skipIf(isImpossible)(
    "End closes every socket at once, is remembered, and is written once storage works",
    async () => {
      const { dataDir, server, people, begin, finish } = await openServer();
      const { presentation, agent, buyer, call } = people;
      const { token } = await presentation.join("Omar");
      begin();
      const busyAgent = openBusyAgent(agent);
      await buyer.until(() => numberIn(buyer.state()) > 0);
      busyAgent.stop();
      const answer = await call("DELETE");
      expect([answer.status, await answer.json()]).toMatchObject([202, pending]);
      await Promise.all([agent, buyer].map((who) => who.until(() => who.closes.length > 0)));
      expect([agent.closes[0]?.code, buyer.closes[0]?.code]).toEqual([4410, 4410]);
      const again = openStockClient(server.url, presentation.room, token);
      await again.until(() => again.closes.length > 0);
      expect(again.closes[0]?.code).toBe(4410);
      await expect(presentation.join("Late")).rejects.toThrow("410");
      expect(await (await call("GET")).json()).toMatchObject({ status: "ended", pending: true });
      await finish();
      await untilHolds(async () => {
        const { presentations } = await readDatabaseFile(dataDir);
        expect(presentations.get(presentation.id)?.ended).toBe(true);
      });
      await untilHolds(async () => expect((await call("DELETE")).status).toBe(204));
    },
  );

  test.skipIf(isImpossible)(
    "links admit, tokens and extensions are granted, and the visit is written later",
    async () => {
      const { server, people, begin, finish } = await openServer();
      const { presentation, call } = people;
      begin();
      const { token } = await presentation.join("Omar");
      const late = openStockClient(server.url, presentation.room, token);
      await late.synced();
      const agentToken = await call("POST", "/tokens", { role: "inspector" });
      expect(agentToken.status).toBe(200);
      const extended = await call("PATCH", "", { minutes: 120 });
      const { expiresAt, pending } = (await extended.json()) as Record<string, unknown>;
      expect([extended.status, pending]).toEqual([202, true]);
      await finish();
      await untilHolds(async () => {
        expect(await (await call("GET")).json()).not.toHaveProperty("pending");
      });
      expect(late.closes).toEqual([]);
      await server.restart();
      const kept = (await (await call("GET")).json()) as PresentationResponse;
      expect(kept.expiresAt).toBe(expiresAt);
      expect(kept.visits?.map(({ name }) => name)).toEqual(["Layla", "Omar"]);
    },
  );

  test.skipIf(isImpossible)(
    "a colleague's link is withdrawn at once, and an erasure is reported as pending until it is done",
    async () => {
      const { dataDir, server, people, begin, finish } = await openServer();
      const { presentation, buyer, call } = people;
      const { link } = (await (await call("POST", "/colleagues")).json()) as { link: string };
      const secret = new URL(link).hash.slice(1);
      const joinAsColleague = () => call("POST", "/colleagues/join", { secret, name: "Sam" });
      const { token } = (await (await joinAsColleague()).json()) as { token: string };
      const colleague = openStockClient(server.url, presentation.room, token);
      await colleague.synced();
      begin();
      const withdrawn = await call("DELETE", "/colleagues");
      expect([withdrawn.status, await withdrawn.json()]).toMatchObject([202, pending]);
      await colleague.until(() => colleague.closes.length > 0);
      expect((await joinAsColleague()).status).toBe(401);
      expect(buyer.closes).toEqual([]);
      expect((await call("POST", "/erase")).status).toBe(202);
      await buyer.until(() => buyer.closes.length > 0);
      expect((await call("GET")).status).toBe(404);
      expect((await call("POST", "/erase")).status).toBe(202);
      await finish();
      await untilHolds(async () => {
        expect((await readDatabaseFile(dataDir)).presentations.size).toBe(0);
      });
      await untilHolds(async () => expect((await call("POST", "/erase")).status).toBe(204));
    },
  );

  test.skipIf(isImpossible)("trap 38: readiness fails, and recovers afterwards", async () => {
    const { server, begin, finish } = await openServer();
    const ready = async () => (await server.call("GET", "/readyz")).status;
    await untilHolds(async () => expect(await ready()).toBe(200));
    begin();
    await untilHolds(async () => expect(await ready()).toBe(503));
    await finish();
    await untilHolds(async () => expect(await ready()).toBe(200));
  });

  test.skipIf(isImpossible)(
    "SIGTERM exits with 1 and a fatal line that counts the lost writes",
    async () => {
      const { dataDir, begin } = await open();
      const server = startServerProcess({ DATA_DIR: dataDir, PROJECTS_DIR });
      const url = await server.listening;
      const presentation = await openServerCalls(url).present({ project: "tiny" });
      const agent = openStockClient(url, presentation.room, await presentation.roomToken("agent"));
      await agent.synced();
      begin();
      const ended = await openServerCalls(url).call(
        "DELETE",
        `/api/presentations/${presentation.id}`,
        undefined,
        presentation.agentToken,
      );
      expect(ended.status).toBe(202);
      server.kill("SIGTERM");
      expect(await server.exited).toBe(1);
      // Lines written at the same time may be reordered while the pipe is not read.
      const fatal = server.lines.filter(({ level }) => level === "fatal");
      expect(fatal).toMatchObject([{ code: "unwritten", writes: 1 }]);
    },
  );
});

test("a server without its data folder is not ready", async () => {
  const folder = await mkdtemp(join(tmpdir(), "offplan-gone-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, "data");
  const server = await openTestServer({ DATA_DIR: dataDir, PROJECTS_DIR });
  const ready = async () => (await server.call("GET", "/readyz")).status;
  expect(await ready()).toBe(200);
  await rename(dataDir, join(folder, "moved"));
  await untilHolds(async () => expect(await ready()).toBe(503));
});

test("a storage thread that dies ends the process with a fatal line", async () => {
  const dataDir = await makeDataDir();
  const die = join(dataDir, "die");
  const preload = join(dataDir, "preload.mjs");
  await writeFile(
    preload,
    `import { existsSync } from "node:fs";
     import { isMainThread } from "node:worker_threads";
     const check = () => { if (existsSync(${JSON.stringify(die)})) throw new Error("out of luck"); };
     if (!isMainThread) setInterval(check, 20).unref();`,
  );
  const server = startServerProcess({
    DATA_DIR: join(dataDir, "data"),
    PROJECTS_DIR,
    NODE_OPTIONS: `--import=${preload}`,
  });
  await server.listening;
  await writeFile(die, "");
  expect(await server.exited).toBe(1);
  const fatal = server.lines.filter(({ level }) => level === "fatal");
  expect(fatal).toMatchObject([{ code: "storage_died" }]);
});

test("trap 37: an erasure delayed by a reader is 202 until the file no longer contains the data", async () => {
  const dataDir = await makeDataDir();
  const server = await openTestServer({ DATA_DIR: dataDir, PROJECTS_DIR });
  const { call } = await openPeople(server);
  const reader = new DatabaseSync(join(dataDir, "offplan.sqlite"), { readOnly: true });
  onTestFinished(() => {
    if (reader.isOpen) reader.close();
  });
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM visits").all();
  const erased = await call("POST", "/erase");
  expect([erased.status, await erased.json()]).toMatchObject([202, pending]);
  expect((await call("POST", "/erase")).status).toBe(202);
  reader.close();
  await untilHolds(async () => expect((await call("POST", "/erase")).status).toBe(204));
  expect((await call("POST", "/erase")).status).toBe(404);
});
