import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { StorageError } from "../../../server/storage/storage.ts";
import { silentMetrics } from "../../support/room/observer.ts";
import { openTestRooms, settled, type TestRooms } from "../../support/room/roomsHarness.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";

const MINUTE_MS = 60_000;
const AWAY_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

const open = () => openTestRooms({ awayMs: AWAY_MS });

/** Starts another process on the same data, as after a crash, `downMs` later. */
async function restart({ clock, storage }: TestRooms, downMs = 0): Promise<TestRooms> {
  await settled();
  const next = await openTestRooms({ awayMs: AWAY_MS, storage, nowMs: clock.now() + downMs });
  await next.pass(1);
  return next;
}

describe("an absent agent", () => {
  test("ends the presentation when the time is over, not before, and once", async () => {
    const { clock, create, enter, find, pass } = await open();
    await create("p", HOUR_MS);
    const agent = await enter("p", "agent");
    const buyer = await enter("p", "buyer");
    const leftAtMs = clock.now();
    agent.leave();
    await pass(AWAY_MS - 1);
    expect(buyer.connection.closed).toBeUndefined();
    expect(await find("p")).toMatchObject({ awaySinceMs: leftAtMs, ended: undefined });
    await pass(1);
    expect(buyer.connection.closed).toBe("ended");
    expect(await find("p")).toMatchObject({ ended: { atMs: leftAtMs + AWAY_MS, reason: "away" } });
    expect((await enter("p", "buyer")).refused).toBe("ended");
  });

  test("who returns in time prevents the end, and a later absence is timed anew", async () => {
    const { create, enter, find, pass } = await open();
    await create("p", 3 * HOUR_MS);
    const agent = await enter("p", "agent");
    agent.leave();
    await pass(AWAY_MS - 1000);
    const back = await enter("p", "agent");
    await pass(AWAY_MS);
    expect(await find("p")).toMatchObject({ awaySinceMs: undefined, ended: undefined });
    back.leave();
    await pass(AWAY_MS - 1000);
    expect((await find("p"))?.ended).toBeUndefined();
    await pass(1000);
    expect((await find("p"))?.ended?.reason).toBe("away");
  });

  test("who never joined ends nothing: the presentation lives until it expires", async () => {
    const { clock, create, enter, find, pass } = await open();
    await create("p", HOUR_MS);
    const expiresAtMs = clock.now() + HOUR_MS;
    const buyer = await enter("p", "buyer");
    await pass(HOUR_MS - 1000);
    expect(buyer.connection.closed).toBeUndefined();
    await pass(1000);
    expect(buyer.connection.closed).toBe("expired");
    expect((await find("p"))?.ended).toEqual({ atMs: expiresAtMs, reason: "expired" });
  });

  test("is timed although the empty room has been evicted", async () => {
    let closed = 0;
    const metrics = { ...silentMetrics, roomClosed: () => (closed += 1) };
    const { create, enter, find, pass } = await openTestRooms({ awayMs: AWAY_MS, metrics });
    await create("p", HOUR_MS);
    (await enter("p", "agent")).leave();
    await pass(MINUTE_MS);
    expect(closed).toBe(1);
    await pass(AWAY_MS - MINUTE_MS - 1000);
    expect((await find("p"))?.ended).toBeUndefined();
    await pass(1000);
    expect((await find("p"))?.ended?.reason).toBe("away");
  });

  test("does not keep a presentation that nobody joined from expiring", async () => {
    const { clock, create, find, pass } = await open();
    await create("p", MINUTE_MS);
    const expiresAtMs = clock.now() + MINUTE_MS;
    await pass(MINUTE_MS);
    expect((await find("p"))?.ended).toEqual({ atMs: expiresAtMs, reason: "expired" });
  });
});

describe("a restart", () => {
  test("after a crash begins the absence of an agent who was present", async () => {
    const first = await open();
    await first.create("p", 3 * HOUR_MS);
    await first.enter("p", "agent");
    await first.pass(HOUR_MS);
    const second = await restart(first);
    await second.pass(AWAY_MS - 1000);
    expect((await second.find("p"))?.ended).toBeUndefined();
    await second.pass(1000);
    expect((await second.find("p"))?.ended?.reason).toBe("away");
  });

  test("after a second crash does not begin the absence again", async () => {
    const first = await open();
    await first.create("p", 3 * HOUR_MS);
    await first.enter("p", "agent");
    const second = await restart(first);
    await second.pass(1000);
    const third = await restart(second, AWAY_MS - MINUTE_MS);
    await third.pass(MINUTE_MS);
    expect((await third.find("p"))?.ended?.reason).toBe("away");
  });

  test("continues the absence of an agent who had left, from when it left", async () => {
    const first = await open();
    await first.create("p", 3 * HOUR_MS);
    (await first.enter("p", "agent")).leave();
    const endsAtMs = first.clock.now() + AWAY_MS;
    await first.pass(MINUTE_MS);
    const second = await restart(first, AWAY_MS);
    expect((await second.find("p"))?.ended).toEqual({ atMs: endsAtMs, reason: "away" });
  });

  test("does not end a presentation that no agent joined", async () => {
    const first = await open();
    await first.create("p", 3 * HOUR_MS);
    await first.enter("p", "buyer");
    const second = await restart(first);
    await second.pass(2 * AWAY_MS);
    expect((await second.find("p"))?.ended).toBeUndefined();
  });

  test("for maintenance, however long, is not an absence of the agent", async () => {
    const first = await open();
    await first.create("p", 3 * HOUR_MS);
    const agent = await first.enter("p", "agent");
    first.rooms.drain();
    agent.leave();
    await first.rooms.close();
    expect(first.clock.waiting).toBe(0);
    const second = await restart(first, HOUR_MS);
    await second.pass(AWAY_MS - 1000);
    expect((await second.find("p"))?.ended).toBeUndefined();
    const back = await second.enter("p", "agent");
    await second.pass(AWAY_MS);
    expect(back.connection.closed).toBeUndefined();
  });
});

describe("while storage is away", () => {
  test("a presentation ends for its participants, stays ended, and is recorded afterwards", async () => {
    const { clock, storage, create, enter, find, pass } = await open();
    await create("p", HOUR_MS);
    const expiresAtMs = clock.now() + HOUR_MS;
    const buyer = await enter("p", "buyer");
    const end = storage.presentations.end.bind(storage.presentations);
    storage.presentations.end = () => Promise.reject(new StorageError("disk full"));
    await pass(HOUR_MS);
    expect(buyer.connection.closed).toBe("expired");
    await pass(MINUTE_MS);
    expect((await find("p"))?.ended).toBeUndefined();
    storage.presentations.end = end;
    await pass(MINUTE_MS);
    expect((await find("p"))?.ended).toEqual({ atMs: expiresAtMs, reason: "expired" });
  });

  test("an absence ends it all the same, and nobody is admitted again", async () => {
    const { storage, create, enter, find, pass } = await open();
    await create("p", 3 * HOUR_MS);
    (await enter("p", "agent")).leave();
    const end = storage.presentations.end.bind(storage.presentations);
    storage.presentations.end = () => Promise.reject(new StorageError("disk full"));
    await pass(AWAY_MS);
    expect((await find("p"))?.ended).toBeUndefined();
    expect((await enter("p", "agent")).refused).toBe("ended");
    storage.presentations.end = end;
    await pass(MINUTE_MS);
    expect((await find("p"))?.ended?.reason).toBe("away");
  });

  test("an agent's return is recorded once storage works again", async () => {
    const first = await open();
    const { storage, create, enter, find, pass } = first;
    await create("p", 3 * HOUR_MS);
    (await enter("p", "agent")).leave();
    await settled();
    const { presentations } = storage;
    const setPresent = presentations.setPresent.bind(presentations);
    presentations.setPresent = () => Promise.reject(new StorageError("disk full"));
    await enter("p", "agent");
    await pass(AWAY_MS);
    presentations.setPresent = setPresent;
    expect(await find("p")).toMatchObject({ ended: undefined });
    await pass(MINUTE_MS);
    expect(await find("p")).toMatchObject({ awaySinceMs: undefined, ended: undefined });
  });
});

test("after kill -9 an agent who does not return ends the presentation for the buyer when the time is over", async () => {
  const environment = {
    DATA_DIR: await makeDataDir(),
    PROJECTS_DIR: join(import.meta.dirname, "..", "..", "server", "config"),
    AWAY_MINUTES: "0.03",
  };
  const first = startServerProcess(environment);
  const url = await first.listening;
  const presentation = await openServerCalls(url).present({ project: "tiny" });
  const { room } = presentation;
  const agent = openStockClient(url, room, await presentation.roomToken("agent"));
  const buyer = openStockClient(url, room, (await presentation.join()).token);
  await Promise.all([agent.synced(), buyer.synced()]);
  first.kill("SIGKILL");
  await first.exited;
  agent.close();
  const second = startServerProcess({ ...environment, PORT: new URL(url).port });
  await second.listening;
  await buyer.until(() => buyer.closes.some(({ code }) => code === 4410));
  expect(buyer.closes.at(-1)).toEqual({ code: 4410, reason: "ended" });
});
