import { join } from "node:path";
import { expect, test } from "vitest";
import { stateAt } from "../../../schema/history/stateAt.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import { seeded } from "../../demo/random.ts";
import { readDatabaseFile, type Found } from "../../support/server/disk/databaseFile.ts";
import { numberIn, openBusyAgent, type BusyAgent } from "../../support/server/busyAgent.ts";
import {
  openServerCalls,
  type Presentation,
  type ServerCalls,
} from "../../support/server/serverCalls.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { inLong } from "../../support/size.ts";

const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? inLong(50, 2));
const SEED = process.env["CRASH_SEED"] ?? "crash";
const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");

/** Acknowledged changes, and those requested but unanswered when the server was killed. */
class Promises {
  readonly created = new Set<string>();
  readonly ended = new Set<string>();
  /** Possible statuses of the home: the acknowledged one, or those requested since. */
  statuses: readonly string[] = [];

  /** Acknowledged changes that the stored state lacks. */
  brokenIn(found: Found): readonly string[] {
    const lost = [...this.created].filter((id) => !found.presentations.has(id));
    const open = [...this.ended].filter((id) => found.presentations.get(id)?.ended !== true);
    const status = found.statuses.get("b1-1") ?? "none";
    const isKept = this.statuses.length === 0 || this.statuses.includes(status);
    return [...lost, ...open, ...(isKept ? [] : [status])];
  }
}

/** An agent's HTTP calls: one after each write of the busy agent, whether or not the server responds. */
function openHttpLoad(calls: ServerCalls, busyAgent: BusyAgent, { agentToken }: Presentation) {
  const promises = new Promises();
  const stopped = new AbortController();
  const create = async (): Promise<void> => {
    const body = { project: "tiny" };
    const response = await calls.call("POST", "/api/presentations", body, agentToken);
    if (response.status !== 201) return;
    const { id } = (await response.json()) as { id: string };
    promises.created.add(id);
  };
  const end = async (): Promise<void> => {
    const id = [...promises.created].find((one) => !promises.ended.has(one));
    if (id === undefined) return;
    const path = `/api/presentations/${id}`;
    const { status } = await calls.call("DELETE", path, undefined, agentToken);
    if (status === 204) promises.ended.add(id);
  };
  const setStatus = async (round: number): Promise<void> => {
    const status = ["available", "reserved", "sold"][round % 3] ?? "sold";
    const isFirst = promises.statuses.length === 0;
    promises.statuses = [...promises.statuses, status];
    const path = "/api/projects/tiny/units/b1-1";
    const response = await calls.call("PATCH", path, { status }, agentToken);
    if (response.status === 200) promises.statuses = [status];
    else if (isFirst) promises.statuses = [];
  };
  const work = async (): Promise<void> => {
    for (let round = 0; !stopped.signal.aborted; round += 1) {
      await busyAgent.writes(1);
      await [create, end, () => setStatus(round)][round % 3]?.().catch(() => undefined);
    }
  };
  const done = work();
  return {
    promises,
    stop: async () => {
      stopped.abort();
      await done;
    },
  };
}

test(
  `after each of ${ROUNDS} kill -9 while an agent presents, both reconnect and nothing stored of document or history is lost`,
  { timeout: ROUNDS * 30_000 },
  async () => {
    const dataDir = await makeDataDir();
    const random = seeded(SEED);
    let server = startServerProcess({ DATA_DIR: dataDir, PROJECTS_DIR });
    const url = await server.listening;
    const start = () =>
      startServerProcess({ DATA_DIR: dataDir, PROJECTS_DIR, PORT: new URL(url).port });
    const calls = openServerCalls(url);
    const presentation = await calls.present({ project: "tiny" });
    const { room } = presentation;
    const agent = openStockClient(url, room, await presentation.roomToken("agent"));
    const buyer = openStockClient(url, room, (await presentation.join()).token);
    await Promise.all([agent.synced(), buyer.synced()]);
    const busyAgent = openBusyAgent(agent);
    const load = openHttpLoad(calls, busyAgent, presentation);
    const following = () => {
      const from = busyAgent.written;
      const stopped = server.exited.then(() => Promise.reject(new Error("it stopped by itself")));
      return Promise.race([buyer.until(() => numberIn(buyer.state()) > from), stopped]);
    };

    let kept = 0;
    let told = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      if (random() < 0.25) await following();
      await busyAgent.writes(Math.floor(random() * 32));
      server.kill("SIGKILL");
      expect(await server.exited).toBe("SIGKILL");
      const found = await readDatabaseFile(dataDir);
      server = start();

      expect(found.documentRooms).toEqual(found.rooms);
      expect(load.promises.brokenIn(found)).toEqual([]);
      const { state, clocks } = found.document(room);
      const moments = found.moments(room);
      expect(stateAt("tiny", moments, Infinity)).toEqual(state);
      expect(new Set(moments.map(({ node, n }) => `${node} ${n}`)).size).toBe(moments.length);
      expect(moments.length).toBeGreaterThanOrEqual(told);
      told = moments.length;
      const number = numberIn(state);
      expect(number).toBeGreaterThanOrEqual(kept);
      kept = number;
      const clock = clocks.get(agent.doc.clientID) ?? 0;
      expect(busyAgent.history.get(clock - 1) ?? 0).toBe(number);
    }

    await following();
    await load.stop();
    busyAgent.stop();
    await buyer.until(() => numberIn(buyer.state()) === busyAgent.written);
    expect(buyer.state()).toEqual(agent.state());
    expect([...agent.closes, ...buyer.closes].filter(({ code }) => code >= 4000)).toEqual([]);
    const late = openStockClient(url, room, (await presentation.join("Late")).token);
    await late.synced();
    expect(late.state()).toEqual(agent.state());
    expect(kept).toBeGreaterThan(0);
    expect(load.promises.ended.size).toBeGreaterThan(0);
  },
);

test.each(["3.1.0", "3.0.0"] as const)(
  "stock y-websocket %s: an agent's writes made offline and at the moment of reconnecting are accepted",
  async (version) => {
    const server = await openTestServer();
    const presentation = await server.present();
    const { room } = presentation;
    const agent = openStockClient(server.url, room, await presentation.roomToken("agent"), version);
    const buyer = openStockClient(server.url, room, (await presentation.join()).token, version);
    await Promise.all([agent.synced(), buyer.synced()]);
    const writer = openWriter(agent.doc);
    const write = (min: number) => writer.write({ filters: { price: { min } } });
    agent.provider.disconnect();
    write(1);
    agent.provider.on("status", ({ status }) => {
      if (status === "connected") write(2);
    });
    agent.provider.connect();
    await buyer.until(() => numberIn(buyer.state()) === 2);
    expect(agent.closes.filter(({ code }) => code >= 4000)).toEqual([]);
  },
);
