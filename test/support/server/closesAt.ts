import { expect } from "vitest";
import type { FakeClock } from "../clock/fakeClock.ts";
import type { StockClient } from "./wires/stockClient.ts";
import type { TestServer } from "./testServer.ts";

const WITHIN_MS = 1000;
/** Short enough for every heartbeat to be answered. */
const STEP_MS = 2000;

interface Watched {
  readonly server: TestServer;
  readonly clock: FakeClock;
  readonly clients: readonly StockClient[];
}

/** Advances the server's time: no client is closed before `atMs`, and all are within a second of it. */
export async function closesAt(atMs: number, { server, clock, clients }: Watched): Promise<void> {
  while (clock.now() < atMs - 1) {
    clock.advance(Math.min(STEP_MS, atMs - 1 - clock.now()));
    for (let round = 0; round < 3; round += 1) await server.call("GET", "/healthz");
  }
  expect(clients.flatMap(({ closes }) => closes)).toEqual([]);
  clock.advance(WITHIN_MS);
  await Promise.all(clients.map((client) => client.until(() => client.closes.length > 0)));
}
