import { expect, test } from "vitest";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openAgent, openBuyer } from "../../support/server/people.ts";
import { openTunnel } from "../../support/services/proxy.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const HIDDEN_MS = 60_000;

/** Advances the server's clock by a round trip at a time until the condition holds. Returns the elapsed milliseconds. */
async function pass(
  clock: FakeClock,
  server: TestServer,
  isOver: (passedMs: number) => boolean,
): Promise<number> {
  let passedMs = 0;
  for (; !isOver(passedMs); passedMs += 250) {
    clock.advance(250);
    await server.call("GET", "/healthz");
  }
  return passedMs;
}

test("trap 28: a participant with an open connection is renewed for stock clients, however rarely its page sends", async () => {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer({}, clock);
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  const { awareness } = buyer.provider;
  const id = agent.doc.clientID;
  agent.provider.awareness.setLocalState({ pointer: { anchor: "unit:b-1204", x: 0, y: 0 } });
  await pass(clock, server, () => awareness.getStates().has(id));
  const heard: number[] = [];
  const startMs = clock.now();
  awareness.on("update", ({ updated }: { readonly updated: readonly number[] }) => {
    if (updated.includes(id)) heard.push(clock.now() - startMs);
  });
  await pass(clock, server, (passedMs) => passedMs >= HIDDEN_MS);
  const silences = heard.map((atMs, at) => atMs - (heard[at - 1] ?? 0));
  expect(Math.max(...silences)).toBeLessThan(30_000);
  expect(heard.length).toBeGreaterThanOrEqual(2);
  expect(heard.length).toBeLessThanOrEqual(3);
  expect(awareness.getStates().has(id)).toBe(true);
});

test("an agent whose network fails silently is gone for stock buyers within 9 s", async () => {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer({}, clock);
  const presentation = await server.present();
  const tunnel = await openTunnel(server.url);
  const agent = await openAgent({ ...server, url: tunnel.url }, presentation);
  const buyer = await openBuyer(server, presentation);
  const { awareness } = buyer.provider;
  const id = agent.doc.clientID;
  agent.provider.awareness.setLocalState({ pointer: { anchor: "unit:b-1204", x: 0, y: 0 } });
  await pass(clock, server, () => awareness.getStates().has(id));
  await pass(clock, server, (passedMs) => passedMs >= 10_000);
  expect(awareness.getStates().has(id)).toBe(true);
  tunnel.swallow();
  const goneAfterMs = await pass(
    clock,
    server,
    (passedMs) => !awareness.getStates().has(id) || passedMs > 30_000,
  );
  expect(goneAfterMs).toBeLessThanOrEqual(9000);
});
