import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { StorageError } from "../../../server/storage/storage.ts";
import { readDatabaseFile } from "../../support/server/disk/databaseFile.ts";
import { numberIn, openBusyAgent } from "../../support/server/busyAgent.ts";
import { isLeftOut } from "../../support/leftOut.ts";
import { silentMetrics } from "../../support/room/observer.ts";
import { openTestRooms, settled, writeNumber } from "../../support/room/roomsHarness.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { fill, mountSmallDisk, unmount } from "../../support/server/disk/smallDisk.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";

const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");
const MINUTE_MS = 60_000;

async function openTraffic(server: TestServer) {
  const presentation = await server.present({ project: "tiny" });
  const { room } = presentation;
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  const buyer = openStockClient(server.url, room, (await presentation.join()).token);
  await Promise.all([agent.synced(), buyer.synced()]);
  const busyAgent = openBusyAgent(agent);
  const seesMore = () => {
    const from = busyAgent.written;
    return buyer.until(() => numberIn(buyer.state()) > from);
  };
  return { presentation, agent, buyer, busyAgent, seesMore };
}

const failuresOf = async (server: TestServer): Promise<number> => {
  const text = await (await server.call("GET", "/metrics")).text();
  return Number(/^offplan_storage_failures_total (\d+)$/m.exec(text)?.[1]);
};

/** A presentation continues while storage fails, and is written once storage recovers. */
async function outlive(server: TestServer, dataDir: string, mend: () => unknown) {
  const { presentation, agent, buyer, busyAgent, seesMore } = await openTraffic(server);
  await seesMore();
  return {
    presentation,
    /** Fails storage and checks the presentation. Resolves to the status of creating one afterwards. */
    holds: async (): Promise<number> => {
      const { agentToken } = presentation;
      const body = { project: "tiny" };
      const refused = await server.call("POST", "/api/presentations", body, agentToken);
      expect([refused.status, await refused.json()]).toMatchObject([503, { code: "unavailable" }]);
      await seesMore();
      expect(await failuresOf(server)).toBeGreaterThan(0);
      expect((await server.call("GET", "/healthz")).status).toBe(200);
      const listed = await server.call("GET", "/api/presentations", undefined, agentToken);
      expect(listed.status).toBe(200);
      busyAgent.stop();
      await buyer.until(() => numberIn(buyer.state()) === busyAgent.written);
      await mend();
      await untilHolds(async () => {
        const { state } = (await readDatabaseFile(dataDir)).document(presentation.room);
        expect(numberIn(state)).toBe(busyAgent.written);
      });
      const found = await readDatabaseFile(dataDir);
      expect([...found.presentations.keys()]).toEqual([presentation.id]);
      expect(found.documentRooms).toEqual(found.rooms);
      expect([...agent.closes, ...buyer.closes]).toEqual([]);
      const again = await server.call("POST", "/api/presentations", body, agentToken);
      return again.status;
    },
  };
}

const disk = mountSmallDisk();
if (disk !== undefined) unmount(disk);

describe("while people present", () => {
  test.skipIf(isLeftOut(disk === undefined, "root, to mount a small disk"))(
    "a full disk: no presentation is created or half written, live ones go on and are stored later",
    async () => {
      const dataDir = mountSmallDisk() ?? "";
      onTestFinished(() => unmount(dataDir));
      const server = await openTestServer({ DATA_DIR: dataDir, PROJECTS_DIR });
      const filler = join(dataDir, "filler");
      const { holds } = await outlive(server, dataDir, () => rm(filler));
      fill(filler);
      expect(await holds()).toBe(201);
    },
  );

  test("a locked database: the same", async () => {
    const dataDir = await makeDataDir();
    const server = await openTestServer({ DATA_DIR: dataDir, PROJECTS_DIR });
    const other = new DatabaseSync(join(dataDir, "offplan.sqlite"));
    const { holds } = await outlive(server, dataDir, () => other.exec("ROLLBACK"));
    other.exec("BEGIN IMMEDIATE");
    expect(await holds()).toBe(201);
    other.close();
  });
});

describe("a room whose updates storage refuses", () => {
  const openFailing = async () => {
    let closed = 0;
    const metrics = { ...silentMetrics, roomClosed: () => (closed += 1) };
    const harness = await openTestRooms({ awayMs: 60 * MINUTE_MS, metrics });
    const { documents } = harness.storage;
    const append = documents.append.bind(documents);
    documents.append = () => Promise.reject(new StorageError("the disk is full"));
    await harness.create("p", 120 * MINUTE_MS);
    const agent = await harness.enter("p", "agent");
    agent.receive(writeNumber(7));
    await harness.pass(5000);
    const pieces = async () => (await documents.load("room-p"))?.length;
    expect(await pieces()).toBe(1);
    const mend = () => (documents.append = append);
    return { ...harness, agent, pieces, mend, closedRooms: () => closed };
  };

  test("is not evicted, however long it has been empty, until they are written", async () => {
    const { agent, pass, mend, pieces, closedRooms } = await openFailing();
    agent.leave();
    await pass(5 * MINUTE_MS);
    expect(closedRooms()).toBe(0);
    mend();
    await pass(MINUTE_MS);
    expect([closedRooms(), await pieces()]).toEqual([1, 2]);
  });

  test("closes its sockets when it ends, and is written afterwards", async () => {
    const { agent, rooms, pass, mend, pieces, closedRooms } = await openFailing();
    await rooms.end("room-p", "ended");
    expect(agent.connection.closed).toBe("ended");
    expect(closedRooms()).toBe(0);
    mend();
    await pass(MINUTE_MS);
    await settled();
    expect([closedRooms(), await pieces()]).toEqual([1, 2]);
  });
});

describe("at the start", () => {
  const refusal = async (dataDir: string, options = {}) => {
    const server = startServerProcess({ DATA_DIR: dataDir, PROJECTS_DIR }, options);
    expect(await server.exited).toBe(1);
    expect(server.lines).toHaveLength(1);
    return server.lines[0];
  };

  test("a damaged database is reported and left unchanged", async () => {
    const dataDir = await makeDataDir();
    const file = join(dataDir, "offplan.sqlite");
    const damaged = "no database at all ".repeat(1000);
    await writeFile(file, damaged);
    expect(await refusal(dataDir)).toMatchObject({
      level: "fatal",
      code: "storage_failed",
      msg: expect.stringContaining("damaged") as string,
    });
    expect(await readFile(file, "utf8")).toBe(damaged);
  });

  test("a database in use by another server is reported, and that server is not disturbed", async () => {
    const dataDir = await makeDataDir();
    const server = await openTestServer({ DATA_DIR: dataDir, PROJECTS_DIR });
    const { seesMore } = await openTraffic(server);
    expect(await refusal(dataDir)).toMatchObject({
      code: "storage_failed",
      msg: expect.stringContaining("locked") as string,
    });
    await seesMore();
  });

  test("a folder without write permission is named, and nothing is left in it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "offplan-read-only-"));
    onTestFinished(async () => {
      await chmod(folder, 0o755);
      await rm(folder, { recursive: true });
    });
    await chmod(folder, 0o555);
    // root can write anywhere, so the server runs as another user.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const line = await refusal(join(folder, "data"), nobody);
    expect(line).toMatchObject({ level: "fatal", code: "invalid_config" });
    expect(String(line?.["msg"])).toMatch(/^DATA_DIR must be a folder that can be written in/);
    expect(String(line?.["msg"])).toContain(folder);
    expect(await readdir(folder)).toEqual([]);
  });
});
