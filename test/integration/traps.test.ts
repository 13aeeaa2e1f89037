import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { openWriter } from "../../schema/presentation/document.ts";
import { encodeAwareness, encodeStep1 } from "../../server/protocol/encodeFrames.ts";
import { FakeClock } from "../support/clock/fakeClock.ts";
import { openAgent, openBuyer, sees, unitView } from "../support/server/people.ts";
import type { StockClient } from "../support/server/wires/stockClient.ts";
import { someOf } from "../support/size.ts";
import { openTestServer, type TestServer } from "../support/server/testServer.ts";

const pointer = { anchor: "unit:b-1204", x: 0.25, y: 0.5 };
const stateOf = (seen: StockClient, of: StockClient) =>
  seen.provider.awareness.getStates().get(of.doc.clientID);
const pointerAt = (seen: StockClient, of: StockClient): unknown =>
  stateOf(seen, of)?.["pointer"]?.x;

async function openRaw(server: TestServer, room: string, token: string): Promise<WebSocket> {
  const address = `${server.url.replace("http", "ws")}/sync/${room}`;
  const socket = new WebSocket(address, ["offplan.v1", token]);
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  return socket;
}

/** Advances the clock by a round trip at a time until the condition holds. */
async function passing(stage: Stage, condition: () => boolean): Promise<void> {
  while (!condition()) {
    stage.clock.advance(40);
    await stage.server.call("GET", "/healthz");
  }
}

interface Stage {
  readonly clock: FakeClock;
  readonly server: TestServer;
}

/** Resolves once the server has recorded the absence of its only agent. */
async function untilAway(server: TestServer): Promise<void> {
  const agents = async () => await (await server.call("GET", "/metrics")).text();
  while (!(await agents()).includes('offplan_participants{role="agent"} 0')) continue;
}

/** Agent and buyer on a server with a stopped clock. */
async function openPair(version: "3.0.0" | "3.1.0", environment: Record<string, string> = {}) {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer(environment, clock);
  const presentation = await server.present();
  const agent = await openAgent(server, presentation, version);
  const buyer = await openBuyer(server, presentation, version);
  return { clock, server, presentation, agent, buyer };
}

describe.each(someOf(["3.1.0", "3.0.0"], 0))("stock y-websocket %s", (version) => {
  test("trap 2: a stock buyer's write stays in its own document; a new document is without it", async () => {
    const { server, presentation, agent, buyer } = await openPair(version);
    const witness = await openBuyer(server, presentation, version);
    openWriter(buyer.doc).write({ view: unitView("a-301") });
    expect(buyer.state()?.view).toEqual(unitView("a-301"));
    for (const unit of ["b-1204", "b-1203", "b-1204", "b-1203", "b-1204"]) {
      agent.writer.write({ view: unitView(unit) });
    }
    await sees(witness, unitView("b-1204"));
    buyer.close();
    const rebuilt = await openBuyer(server, presentation, version);
    expect(rebuilt.state()).toEqual(agent.state());
  });

  test("trap 5: an idle stock client receives a message before it abandons its socket", async () => {
    const { clock, buyer } = await openPair(version);
    const before = buyer.provider.wsLastMessageReceived;
    const heard = new Promise((resolve) => buyer.provider.ws?.addEventListener("message", resolve));
    for (let second = 0; second < 14; second += 1) clock.advance(1000);
    await heard;
    expect(buyer.provider.wsLastMessageReceived).toBeGreaterThanOrEqual(before);
    expect(buyer.closes).toEqual([]);
  });

  test("trap 7: every stock client echoes all it receives, which does not count towards its limit", async () => {
    const limit = { AGENT_AWARENESS_PER_SECOND: "5" };
    const { clock, server, presentation, agent, buyer } = await openPair(version, limit);
    const others = await Promise.all(
      Array.from({ length: 7 }, () => openBuyer(server, presentation, version)),
    );
    const buyers = [buyer, ...others];
    for (let move = 1; move <= 24; move += 1) {
      clock.advance(210);
      agent.provider.awareness.setLocalState({ pointer: { ...pointer, x: move / 24 } });
      for (const one of buyers) {
        one.provider.awareness.setLocalState({ attention: { state: "following" } });
      }
      await passing({ clock, server }, () =>
        buyers.every(
          (one) => pointerAt(one, agent) === move / 24 && stateOf(agent, one) !== undefined,
        ),
      );
    }
    expect([agent, ...buyers].flatMap(({ closes }) => closes)).toEqual([]);
  });

  test("trap 8: a participant who leaves is removed for the others too", async () => {
    const { clock, server, agent, buyer } = await openPair(version);
    agent.provider.awareness.setLocalState({ pointer });
    await passing({ clock, server }, () => pointerAt(buyer, agent) === 0.25);
    const gone = new Promise<void>((resolve) => {
      buyer.provider.awareness.on("change", ({ removed }: { removed: number[] }) => {
        if (removed.includes(agent.doc.clientID)) resolve();
      });
    });
    agent.close();
    await untilAway(server);
    clock.advance(5000);
    await gone;
    expect(stateOf(buyer, agent)).toBeUndefined();
  });

  test("trap 9: after a reconnect the pointer continues with its awareness clock", async () => {
    const { clock, server, agent, buyer } = await openPair(version);
    agent.provider.awareness.setLocalState({ pointer });
    await passing({ clock, server }, () => pointerAt(buyer, agent) === 0.25);
    const removals: number[] = [];
    buyer.provider.awareness.on("change", ({ removed }: { removed: number[] }) =>
      removals.push(...removed),
    );
    agent.provider.disconnect();
    agent.provider.connect();
    await agent.synced();
    agent.provider.awareness.setLocalState({ pointer: { ...pointer, x: 0.75 } });
    await passing({ clock, server }, () => pointerAt(buyer, agent) === 0.75);
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1000);
      await server.call("GET", "/healthz");
    }
    agent.writer.write({ view: unitView("b-1204") });
    await sees(buyer, unitView("b-1204"));
    expect(removals).toEqual([]);
  });

  test("trap 10: the old socket's late close leaves the new one's pointer alone", async () => {
    const { clock, server, presentation, agent, buyer } = await openPair(version);
    agent.close();
    const token = await presentation.roomToken("agent");
    const say = (x: number) =>
      encodeAwareness([
        { clientId: 7, clock: 1, state: JSON.stringify({ pointer: { ...pointer, x } }) },
      ]);
    const at = () => buyer.provider.awareness.getStates().get(7)?.["pointer"]?.x as unknown;
    const old = await openRaw(server, presentation.room, token);
    clock.advance(40);
    old.send(say(0.25));
    await passing({ clock, server }, () => at() === 0.25);
    const closed = once(old, "close");
    const back = await openRaw(server, presentation.room, token);
    clock.advance(40);
    back.send(say(0.75));
    await closed;
    await passing({ clock, server }, () => at() === 0.75);
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1000);
      await server.call("GET", "/healthz");
    }
    back.send(encodeStep1(Uint8Array.of(0)));
    await once(back, "message");
    expect(at()).toBe(0.75);
  });

  test("trap 13: an invalid write closes its sender with 4422 and is counted", async () => {
    const { server, agent, buyer } = await openPair(version);
    const before = buyer.state();
    agent.writer.write({ view: unitView("no-such-home") });
    await agent.until(() => agent.closes.length > 0);
    expect(agent.closes[0]).toEqual({ code: 4422, reason: "invalid_state" });
    expect(buyer.state()).toEqual(before);
    const metrics = await (await server.call("GET", "/metrics")).text();
    expect(metrics).toMatch(/^offplan_refusals_total\{reason="invalid_state"\} 1$/m);
  });

  test("trap 24: a camera dragged at 60 Hz is seen and leaves the document as it was", async () => {
    const { clock, server, presentation, agent, buyer } = await openPair(version);
    const before = agent.doc.store.clients.size;
    const camera = { target: "unit:b-1204", x: 0.5, y: 0.5, zoom: 1 };
    for (let move = 1; move <= 60; move += 1) {
      clock.advance(17);
      agent.provider.awareness.setLocalState({ camera: { ...camera, zoom: 1 + move / 60 } });
      await passing(
        { clock, server },
        () => stateOf(buyer, agent)?.["camera"]?.zoom === 1 + move / 60,
      );
    }
    expect(buyer.state()?.camera).toBeUndefined();
    const late = await openBuyer(server, presentation, version);
    expect(late.doc.store.clients.size).toBe(before);
  });

  test("trap 25: a buyer's client makes no updates of its own, whatever it receives", async () => {
    const { agent, buyer } = await openPair(version);
    const local: unknown[] = [];
    buyer.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (origin !== buyer.provider) local.push(origin);
    });
    for (const unit of ["b-1204", "b-1203", "b-1204"]) {
      agent.writer.write({ view: unitView(unit), shortlist: { add: [unit] } });
    }
    await buyer.until(() => buyer.state()?.shortlist.length === 2);
    await sees(buyer, unitView("b-1204"));
    expect(local).toEqual([]);
  });
});

test("trap 15: frames sent before admission are not processed", async () => {
  const server = await openTestServer();
  const { room } = await server.present();
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/${room}`, [
    "offplan.v1",
    "nonsense",
  ]);
  const received: unknown[] = [];
  socket.on("message", (data) => received.push(data));
  socket.on("open", () => {
    for (let sent = 0; sent < 200; sent += 1) socket.send(Uint8Array.of(0, 0, 1, 0));
  });
  const [code] = (await once(socket, "close")) as [number];
  expect(code).toBe(4401);
  expect(received).toEqual([]);
});

test("trap 22: a link still opens, however often it was fetched", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  for (const method of ["GET", "HEAD", "GET", "HEAD"]) {
    await server.call(method, new URL(presentation.link).pathname);
    await server.call(method, `/api/presentations/${presentation.id}/join`);
  }
  expect((await presentation.join()).room).toBe(presentation.room);
});
