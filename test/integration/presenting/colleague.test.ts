import { describe, expect, test } from "vitest";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import { colleagueSubject } from "../../../server/access/identity.ts";
import { openTestNodes } from "../../support/nodes/nodesHarness.ts";
import {
  openAgent,
  openBuyer,
  openColleague,
  sees,
  unitView,
} from "../../support/server/people.ts";
import { openTestRooms, settled } from "../../support/room/roomsHarness.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import {
  openTestServer,
  type Presentation,
  type TestServer,
} from "../../support/server/testServer.ts";

const MINUTE_MS = 60_000;
const AWAY_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

async function open() {
  const server = await openTestServer();
  const presentation = await server.present();
  const [agent, colleague, buyer] = [
    await openAgent(server, presentation),
    await openColleague(server, presentation),
    await openBuyer(server, presentation),
  ];
  return { server, presentation, agent, colleague, buyer };
}

const withdraw = (server: TestServer, { id, agentToken }: Presentation) =>
  server.call("DELETE", `/api/presentations/${id}/colleagues`, undefined, agentToken);

/** Resolves once all have the same state and it meets the condition. */
async function agree(
  clients: readonly StockClient[],
  holds: (state: PresentationState) => boolean,
): Promise<PresentationState | undefined> {
  const agreed = (): boolean => {
    const [first, ...others] = clients.map((client) => client.state());
    const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
    return same && first !== undefined && holds(first);
  };
  await Promise.race(clients.map((client) => client.until(agreed)));
  return clients[0]?.state();
}

const states = (client: StockClient) => [...client.provider.awareness.getStates().values()];

describe("two presenters", () => {
  test("both write, and the buyer and the other presenter see it", async () => {
    const { agent, colleague, buyer } = await open();
    agent.writer.write({ view: unitView("b-1204") });
    await Promise.all([sees(buyer, unitView("b-1204")), sees(colleague, unitView("b-1204"))]);
    colleague.writer.write({ view: unitView("a-301") });
    await Promise.all([sees(buyer, unitView("a-301")), sees(agent, unitView("a-301"))]);
    expect(buyer.state()).toEqual(colleague.state());
  });

  test("different keys written at the same time all stay", async () => {
    const { agent, colleague, buyer } = await open();
    agent.writer.write({ view: unitView("b-1204"), shortlist: { add: ["b-1204"] } });
    colleague.writer.write({ filters: { bedrooms: [2] }, shortlist: { add: ["a-301"] } });
    const state = await agree([agent, colleague, buyer], ({ shortlist }) => shortlist.length === 2);
    expect(state).toMatchObject({
      view: unitView("b-1204"),
      filters: { bedrooms: [2] },
      shortlist: ["a-301", "b-1204"],
    });
  });

  test("all converge on one value for a key written by both at the same time, every time", async () => {
    const { agent, colleague, buyer } = await open();
    const homes = ["b-1204", "a-301", "b-1404", "a-1001"];
    for (let round = 0; round < 10; round += 1) {
      const [one = "", other = ""] = [homes[round % 4], homes[(round + 1) % 4]];
      const mark = { min: round + 1 };
      agent.writer.write({ view: unitView(one), filters: { price: mark } });
      colleague.writer.write({ view: unitView(other), filters: { area: mark } });
      const state = await agree(
        [agent, colleague, buyer],
        ({ filters }) => filters.price?.min === round + 1 || filters.area?.min === round + 1,
      );
      expect([unitView(one), unitView(other)]).toContainEqual(state?.view);
    }
    expect([...agent.closes, ...colleague.closes, ...buyer.closes]).toEqual([]);
  });

  test("all see both pointers, under the names in their tokens", async () => {
    const { agent, colleague, buyer } = await open();
    const pointer = { anchor: "unit:b-1204", x: 0.5, y: 0.5 };
    agent.provider.awareness.setLocalState({ role: "agent", name: "Nobody", pointer });
    colleague.provider.awareness.setLocalState({ role: "agent", name: "Nobody", pointer });
    await buyer.until(() => states(buyer).filter(({ pointer: hand }) => hand).length === 2);
    const names = states(buyer).map(({ name }) => name as unknown);
    expect(names).toEqual(expect.arrayContaining(["", "Boris"]));
  });

  test("neither replaces the other; each one's own newer tab replaces the older", async () => {
    const { server, presentation, agent, colleague } = await open();
    const { token, room } = await presentation.joinAsColleague("Clara");
    const clara = openStockClient(server.url, room, token);
    await clara.synced();
    const again = openStockClient(server.url, room, token);
    await again.synced();
    await clara.until(() => clara.closes.length > 0);
    expect(clara.closes).toEqual([{ code: 4409, reason: "replaced" }]);
    expect([...agent.closes, ...colleague.closes, ...again.closes]).toEqual([]);
  });
});

describe("withdrawing the colleagues", () => {
  test("closes their sockets with 4410, and nobody else's", async () => {
    const { server, presentation, agent, colleague, buyer } = await open();
    expect((await withdraw(server, presentation)).status).toBe(204);
    await colleague.until(() => colleague.closes.length > 0);
    expect(colleague.closes).toEqual([{ code: 4410, reason: "withdrawn" }]);
    agent.writer.write({ view: unitView("b-1204") });
    await sees(buyer, unitView("b-1204"));
    expect([...agent.closes, ...buyer.closes]).toEqual([]);
  });

  test("a token from the link opens nothing more, even after a new invitation", async () => {
    const { server, presentation } = await open();
    const { token, room } = await presentation.joinAsColleague("Clara");
    await withdraw(server, presentation);
    await presentation.inviteColleague();
    const late = openStockClient(server.url, room, token);
    await late.until(() => late.closes.length > 0);
    expect(late.closes).toEqual([{ code: 4410, reason: "withdrawn" }]);
    const invited = await openColleague(server, presentation, "Clara");
    expect(invited.closes).toEqual([]);
  });

  test("what the colleague wrote stays", async () => {
    const { server, presentation, agent, colleague, buyer } = await open();
    colleague.writer.write({ shortlist: { add: ["a-301"] } });
    await agree([agent, colleague, buyer], ({ shortlist }) => shortlist.length === 1);
    await withdraw(server, presentation);
    await colleague.until(() => colleague.closes.length > 0);
    expect(agent.state()?.shortlist).toEqual(["a-301"]);
  });

  test("reaches a colleague who is admitted but has not entered", async () => {
    const { create, rooms, storage } = await openTestRooms({ awayMs: AWAY_MS });
    const { room } = await create("p", HOUR_MS);
    await storage.presentations.inviteColleagues("p", "i1");
    const admission = await rooms.admit({
      subject: colleagueSubject("i1", "boris"),
      presentation: "p",
      room,
      role: "agent",
      name: "Boris",
      expiresAtMs: Infinity,
    });
    await storage.presentations.withdrawColleagues("p");
    await rooms.withdrawColleagues(room);
    const closed: string[] = [];
    const connection = {
      transport: "websocket",
      send: () => undefined,
      backlogBytes: () => 0,
      close: (reason: string) => closed.push(reason),
    } as const;
    if (admission.ok) admission.value.enter(connection);
    await settled();
    expect(closed).toEqual(["withdrawn"]);
  });
});

test("ending the presentation closes the colleague's socket too", async () => {
  const { server, presentation, colleague } = await open();
  const { id, agentToken } = presentation;
  await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
  await colleague.until(() => colleague.closes.length > 0);
  expect(colleague.closes).toEqual([{ code: 4410, reason: "ended" }]);
});

test("colleagues above the limit of 8 are refused, so a leaked link fills no room", async () => {
  const { create, enter, storage } = await openTestRooms({ awayMs: AWAY_MS });
  await create("p", HOUR_MS);
  await storage.presentations.inviteColleagues("p", "i1");
  const colleagues = Array.from({ length: 9 }, (_, index) => colleagueSubject("i1", `c${index}`));
  const entered = [];
  for (const subject of colleagues) entered.push(await enter("p", "agent", subject));
  expect(entered.map(({ refused }) => refused)).toEqual([
    ...Array.from({ length: 8 }, () => undefined),
    "full",
  ]);
  const [first = ""] = colleagues;
  expect((await enter("p", "agent", first)).refused).toBeUndefined();
  expect((await enter("p", "agent")).refused).toBeUndefined();
});

test("the limit holds for colleagues who enter at once", async () => {
  const { create, enter, storage } = await openTestRooms({ awayMs: AWAY_MS });
  await create("p", HOUR_MS);
  await storage.presentations.inviteColleagues("p", "i1");
  const colleagues = Array.from({ length: 12 }, (_, index) => colleagueSubject("i1", `c${index}`));
  const entered = await Promise.all(colleagues.map((subject) => enter("p", "agent", subject)));
  expect(entered.filter(({ refused }) => refused === undefined)).toHaveLength(8);
});

describe("while a colleague presents", () => {
  async function openWithColleague() {
    const opened = await openTestRooms({ awayMs: AWAY_MS });
    await opened.create("p", 3 * HOUR_MS);
    await opened.storage.presentations.inviteColleagues("p", "i1");
    const colleague = () => opened.enter("p", "agent", colleagueSubject("i1", "boris"));
    return { ...opened, colleague };
  }

  test("the agent is not away, however long", async () => {
    const { enter, colleague, find, pass } = await openWithColleague();
    const agent = await enter("p", "agent");
    await colleague();
    agent.leave();
    await pass(2 * AWAY_MS);
    expect(await find("p")).toMatchObject({ awaySinceMs: undefined, ended: undefined });
  });

  test("the absence is timed from the last departure", async () => {
    const { clock, enter, colleague, find, pass } = await openWithColleague();
    const [agent, other] = [await enter("p", "agent"), await colleague()];
    agent.leave();
    await pass(AWAY_MS);
    const leftAtMs = clock.now();
    other.leave();
    await settled();
    expect((await find("p"))?.awaySinceMs).toBe(leftAtMs);
    await pass(AWAY_MS);
    expect((await find("p"))?.ended).toEqual({ atMs: leftAtMs + AWAY_MS, reason: "away" });
  });

  test("a withdrawal counts as a departure: the absence begins", async () => {
    const { clock, rooms, colleague, find, storage } = await openWithColleague();
    const { connection } = await colleague();
    await storage.presentations.withdrawColleagues("p");
    await rooms.withdrawColleagues("room-p");
    await settled();
    expect(connection.closed).toBe("withdrawn");
    expect((await find("p"))?.awaySinceMs).toBe(clock.now());
  });
});

describe("in several processes", () => {
  async function openNodes() {
    const opened = await openTestNodes(2, { awayMs: AWAY_MS });
    const { at, person, storage, pass } = opened;
    await storage.presentations.inviteColleagues("p", "i1");
    const [agent, colleague, buyer] = [
      person("agent"),
      person("agent", colleagueSubject("i1", "boris")),
      person("buyer"),
    ];
    await agent.connect(at(0));
    await colleague.connect(at(1));
    await buyer.connect(at(0));
    await pass(400);
    return { ...opened, agent, colleague, buyer };
  }

  test("both write, each through its own", async () => {
    const { agent, colleague, buyer, pass } = await openNodes();
    agent.write({ filters: { bedrooms: [2] } });
    colleague.write({ shortlist: { add: ["b1-1"] } });
    await pass(400);
    for (const { state } of [agent, colleague, buyer]) {
      expect(state).toMatchObject({ filters: { bedrooms: [2] }, shortlist: ["b1-1"] });
    }
  });

  test("a withdrawal in one closes the colleague's socket in the other", async () => {
    const { at, agent, colleague, storage, pass } = await openNodes();
    await storage.presentations.withdrawColleagues("p");
    await at(0).withdrawColleagues("room-p");
    await pass(200);
    expect(colleague.closed).toBe("withdrawn");
    await colleague.connect(at(1));
    expect([colleague.refused, agent.closed]).toEqual(["withdrawn", undefined]);
  });

  test("a withdrawal whose message was lost takes effect within 30 s", async () => {
    const { at, nodes, colleague, storage, pass } = await openNodes();
    nodes[1]?.relay.cut();
    await storage.presentations.withdrawColleagues("p");
    await at(0).withdrawColleagues("room-p");
    await pass(200);
    expect(colleague.closed).toBeUndefined();
    await pass(30_000);
    expect(colleague.closed).toBe("withdrawn");
  });

  test("the agent is not away while the colleague presents in the other", async () => {
    const { agent, colleague, storage, pass } = await openNodes();
    agent.leave();
    await pass(2 * AWAY_MS);
    const found = async () => storage.presentations.find("p");
    expect(await found()).toMatchObject({ awaySinceMs: undefined, ended: undefined });
    colleague.leave();
    await pass(AWAY_MS + MINUTE_MS);
    expect((await found())?.ended?.reason).toBe("away");
  });
});
