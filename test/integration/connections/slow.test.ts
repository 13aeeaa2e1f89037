import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import {
  openAgent,
  openBuyer,
  sees,
  unitView,
  type StockAgent,
} from "../../support/server/people.ts";
import { openRawSocket } from "../../support/server/wires/rawSocket.ts";
import type { StockClient } from "../../support/server/wires/stockClient.ts";
import { longTest } from "../../support/size.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const UPDATES_PER_SECOND = "1000000";

/** Large writes: filters of the maximum length. */
async function writeMuch(agent: StockAgent, witness: StockClient, writes: number): Promise<void> {
  const aspects = Array.from({ length: 21 }, (_, bedrooms) => bedrooms);
  for (let write = 0; write < writes; write += 1) {
    agent.writer.write({
      filters: { bedrooms: aspects, price: { min: write } },
      view: unitView(write % 2 === 0 ? "b-1204" : "b-1203"),
    });
    if (write % 100 === 99) {
      await witness.until(() => witness.state()?.filters.price?.min === write);
    }
  }
}

const gone = async (server: TestServer, role: string, left: number): Promise<void> => {
  const line = `offplan_participants{role="${role}"} ${left}`;
  while (!(await (await server.call("GET", "/metrics")).text()).includes(line)) continue;
};

longTest(
  "trap 18: a client that stops reading costs little, delays nobody, and later gets one full state",
  async () => {
    const clock = new FakeClock(Date.now());
    const server = await openTestServer({ AGENT_UPDATES_PER_SECOND: UPDATES_PER_SECOND }, clock);
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    const { token, room } = await presentation.join("Slow");
    const slow = await openRawSocket(server.url, room, token);
    slow.socket.pause();
    let written = 0;
    agent.doc.on("update", (update: Uint8Array) => {
      written += update.byteLength;
    });
    await writeMuch(agent, buyer, 60_000);
    agent.writer.write({ view: unitView("b-1204") });
    await sees(buyer, unitView("b-1204"));
    expect(buyer.closes).toEqual([]);

    let bytes = 0;
    const caughtUp = new Promise<void>((resolve) => {
      slow.socket.on("data", (data: Buffer) => {
        bytes += data.byteLength;
        if (data.includes("b-1204")) resolve();
      });
    });
    slow.socket.resume();
    clock.advance(1000);
    await caughtUp;
    await gone(server, "buyer", 2);
    expect(bytes).toBeLessThan(written / 2);
  },
);

test("a half-open socket is detected and its seat freed", async () => {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer({}, clock);
  const presentation = await server.present();
  const { token, room } = await presentation.join("Dead");
  const dead = await openRawSocket(server.url, room, token);
  const buyer = await openBuyer(server, presentation);
  await gone(server, "buyer", 2);
  clock.advance(15_000);
  buyer.provider.awareness.setLocalState({ attention: { state: "following" } });
  await pinged(dead.socket);
  for (let round = 0; round < 20; round += 1) await server.call("GET", "/healthz");
  clock.advance(15_000);
  await dead.closed();
  await gone(server, "buyer", 1);
  expect(buyer.closes).toEqual([]);
});

/** Resolves with the server's next bytes: its ping. */
const pinged = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once("data", () => resolve()));
