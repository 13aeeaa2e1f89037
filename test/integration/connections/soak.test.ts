import { execFile } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { openTestServer } from "../../support/server/testServer.ts";
import { inLong } from "../../support/size.ts";

const ROOMS = Number(process.env["SOAK_ROOMS"] ?? inLong(10_000, 2000));

interface Held {
  readonly heapBytes: number;
  readonly timers: number;
  readonly open: number;
}

test(
  `${ROOMS} rooms opened and closed leave no memory and no timer behind`,
  { timeout: 180_000 },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--expose-gc",
      "--disable-warning=ExperimentalWarning",
      join(import.meta.dirname, "soakRooms.ts"),
      String(ROOMS),
    ]);
    const { waitingFirst, before, after, opened, closed, timersClosed } = JSON.parse(stdout) as {
      readonly waitingFirst: number;
      readonly before: Held;
      readonly after: Held;
      readonly opened: number;
      readonly closed: number;
      readonly timersClosed: number;
    };
    expect(opened).toBeGreaterThanOrEqual(ROOMS);
    expect(closed).toBe(opened);
    expect([before.timers, after.timers, timersClosed]).toEqual([waitingFirst, waitingFirst, 0]);
    expect([before.open, after.open]).toEqual([0, 0]);
    expect(after.heapBytes).toBeLessThan(before.heapBytes * 1.1);
  },
);

/** Active resources of the process, by type. */
function countResources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

test("after its sockets close, the real server has no more listeners, timers or sockets than before", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const { token, room } = await presentation.join();
  const visit = async (): Promise<void> => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/${room}`, [
      "offplan.v1",
      token,
    ]);
    await once(socket, "open");
    socket.close();
    await once(socket, "close");
  };
  await visit();
  const signals = ["SIGTERM", "SIGINT", "exit"] as const;
  const listeners = () => signals.map((signal) => process.listenerCount(signal));
  const before = { listeners: listeners(), timers: countResources()["Timeout"] ?? 0 };
  for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 10 }, visit));
  const gauge = await (await server.call("GET", "/metrics")).text();
  expect(gauge).toContain('offplan_participants{role="buyer"} 0');
  expect(listeners()).toEqual(before.listeners);
  expect(countResources()["Timeout"] ?? 0).toBeLessThanOrEqual(before.timers + 2);
});
