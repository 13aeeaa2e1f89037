import { once } from "node:events";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import type { TokenResponse } from "../../../schema/protocol/api.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import { encodeUpdate } from "../../../server/protocol/encodeFrames.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { closesAt } from "../../support/server/closesAt.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import {
  openTestServer,
  type Presentation,
  type TestServer,
} from "../../support/server/testServer.ts";

const MINUTE_SECONDS = 60;

const path = ({ id }: Presentation) => `/api/presentations/${id}`;

async function openEveryone(server: TestServer, presentation: Presentation) {
  const { room } = presentation;
  const tokens = [
    await presentation.roomToken("agent"),
    (await presentation.join()).token,
    await presentation.roomToken("inspector"),
  ];
  const clients = tokens.map((token) => openStockClient(server.url, room, token));
  await Promise.all(clients.map((client) => client.synced()));
  return clients;
}

const closings = (clients: readonly StockClient[]): Promise<unknown> =>
  Promise.all(clients.map((client) => client.until(() => client.closes.length > 0)));

const firstCloses = (clients: readonly StockClient[]) => clients.map(({ closes }) => closes[0]);

/** Opens a raw socket. Resolves to the server's close code and reason. */
async function knock(server: TestServer, room: string, token: string): Promise<[number, string]> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/${room}`, [
    "offplan.v1",
    token,
  ]);
  const [code, reason] = (await once(socket, "close")) as [number, Buffer];
  return [code, String(reason)];
}

describe("revoked access", () => {
  test("trap 16: withdrawal closes every socket within a second", async () => {
    const server = await openTestServer({}, new FakeClock(Date.now()));
    const presentation = await server.present();
    const clients = await openEveryone(server, presentation);
    await server.call("DELETE", path(presentation), undefined, presentation.agentToken);
    await closings(clients);
    expect(firstCloses(clients)).toEqual(clients.map(() => ({ code: 4410, reason: "ended" })));
  });

  test("trap 16: an expiry brought forward closes every socket within a second of it", async () => {
    const clock = new FakeClock(Date.now());
    const server = await openTestServer({}, clock);
    const presentation = await server.present();
    const { token } = await presentation.join();
    const clients = await openEveryone(server, presentation);
    const minutes = 5 / MINUTE_SECONDS;
    const answer = await server.call(
      "PATCH",
      path(presentation),
      { minutes },
      presentation.agentToken,
    );
    const { expiresAt } = (await answer.json()) as { expiresAt: string };
    await closesAt(Date.parse(expiresAt), { server, clock, clients });
    expect(firstCloses(clients)).toEqual(clients.map(() => ({ code: 4410, reason: "expired" })));
    const late = await server.call("POST", `${path(presentation)}/renew`, undefined, token);
    expect([late.status, await late.json()]).toMatchObject([410, { code: "expired" }]);
    expect(await knock(server, presentation.room, token)).toEqual([4410, "expired"]);
  });

  test("erasing closes every socket, and the room is unknown afterwards", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const { token, room } = await presentation.join();
    const buyer = openStockClient(server.url, room, token);
    await buyer.synced();
    const erased = await server.call(
      "POST",
      `${path(presentation)}/erase`,
      undefined,
      presentation.agentToken,
    );
    expect(erased.status).toBe(204);
    await buyer.until(() => buyer.closes.length > 0);
    expect(firstCloses([buyer])).toEqual([{ code: 4410, reason: "ended" }]);
    expect(await knock(server, room, token)).toEqual([4404, "unknown_room"]);
  });
});

test("trap 16: extending interrupts nobody; a token from before still expires, and can be renewed", async () => {
  const clock = new FakeClock(Date.now());
  const server = await openTestServer({}, clock);
  const presentation = await server.present({ minutes: 10 / MINUTE_SECONDS });
  const { token, room } = await presentation.join();
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  const early = openStockClient(server.url, room, token);
  await Promise.all([agent.synced(), early.synced()]);
  const extended = await server.call(
    "PATCH",
    path(presentation),
    { minutes: 5 },
    presentation.agentToken,
  );
  expect(extended.status).toBe(200);

  const late = openStockClient(server.url, room, token);
  await late.synced();
  const { exp } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as {
    exp: number;
  };
  await closesAt(exp * 1000, { server, clock, clients: [late] });
  expect(late.closes).toEqual([{ code: 4401, reason: "token_expired" }]);
  expect(await knock(server, room, token)).toEqual([4401, "token_expired"]);

  const answer = await server.call("POST", `${path(presentation)}/renew`, undefined, token);
  const renewed = (await answer.json()) as TokenResponse;
  const again = openStockClient(server.url, room, renewed.token);
  await again.synced();

  openWriter(agent.doc).write({ view: { screen: "shortlist" } });
  const sees = (client: StockClient) =>
    client.until(() => client.state()?.view.screen === "shortlist");
  await Promise.all([sees(early), sees(again)]);
  expect([agent.closes, early.closes, again.closes]).toEqual([[], [], []]);
});

describe("a room token", () => {
  test("opens its own room and no other, for agent, inspector and buyer", async () => {
    const server = await openTestServer();
    const [one, other] = [await server.present(), await server.present()];
    const tokens = [
      await one.roomToken("agent"),
      await one.roomToken("inspector"),
      (await one.join()).token,
    ];
    for (const token of tokens) {
      expect(await knock(server, other.room, token)).toEqual([4403, "forbidden"]);
    }
    const client = openStockClient(server.url, one.room, tokens[0] ?? "");
    await client.synced();
  });

  test("permits no agent call, whatever its role, and no call about another presentation", async () => {
    const server = await openTestServer();
    const [one, other] = [await server.present(), await server.present()];
    const tokens = [
      await one.roomToken("agent"),
      await one.roomToken("inspector"),
      (await one.join()).token,
    ];
    const calls: [string, string, unknown?][] = [
      ["GET", "/api/projects"],
      ["PATCH", "/api/projects/lagoon-terraces/units/b-1204", { status: "sold" }],
      ["POST", "/api/presentations", { project: "lagoon-terraces" }],
      ["GET", "/api/presentations"],
      ["GET", path(one)],
      ["PATCH", path(one), { minutes: 1000 }],
      ["DELETE", path(one)],
      ["POST", `${path(one)}/tokens`, { role: "agent" }],
      ["GET", `${path(one)}/export`],
      ["POST", `${path(one)}/erase`],
    ];
    for (const token of tokens) {
      for (const [method, address, body] of calls) {
        const { status } = await server.call(method, address, body, token);
        expect({ method, address, status }).toEqual({ method, address, status: 401 });
      }
      for (const [method, call] of [
        ["GET", "self"],
        ["POST", "renew"],
      ] as const) {
        const { status } = await server.call(method, `${path(other)}/${call}`, undefined, token);
        expect({ call, status }).toEqual({ call, status: 403 });
      }
    }
    const still = await server.call("GET", path(one), undefined, one.agentToken);
    expect(await still.json()).toMatchObject({ status: "live" });
  });

  test("an inspector's writes change nothing for anybody", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const { room } = presentation;
    const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
    await agent.synced();
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/${room}`, [
      "offplan.v1",
      await presentation.roomToken("inspector"),
    ]);
    await once(socket, "open");
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(agent.doc));
    openWriter(forged).write({ view: { screen: "shortlist" } });
    socket.send(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    // Frames of a socket are handled in order: a response to this one means that the write was handled.
    socket.send(Uint8Array.of(0, 0, 1, 0));
    await new Promise<void>((resolve) => {
      socket.on("message", (data: Buffer) => {
        if (data[0] === 0 && data[1] === 1) resolve();
      });
    });
    const { token } = await presentation.join();
    const witness = openStockClient(server.url, room, token);
    await witness.synced();
    expect(witness.state()?.view.screen).toBe("masterplan");
    expect(agent.state()?.view.screen).toBe("masterplan");
    socket.close();
  });

  test("is refused when altered: no algorithm, another key, audience, issuer or payload", async () => {
    const secret = "what signs the tokens of this test";
    const server = await openTestServer({ AUTH_SECRET: secret });
    const presentation = await server.present();
    const { room, id } = presentation;
    const { token } = await presentation.join();
    const [header = "", payload = "", signature = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<
      string,
      unknown
    >;
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const raised = { ...claims, role: "agent", sub: "agent:agent" };
    const sign = (key: string, changes: object, alg = "HS256") =>
      new SignJWT({ ...raised, ...changes })
        .setProtectedHeader({ alg })
        .sign(new TextEncoder().encode(key));
    const forged = {
      "no algorithm": `${encode({ alg: "none" })}.${encode(raised)}.`,
      "no algorithm, a signature": `${encode({ alg: "none" })}.${encode(raised)}.${signature}`,
      "another payload": `${header}.${encode(raised)}.${signature}`,
      "another key": await sign("another key of the same length...", {}),
      "an empty-handed key": await sign("0".repeat(32), {}),
      "another algorithm": await sign(secret, {}, "HS512"),
      "the agents' audience": await sign(secret, { aud: "offplan-live/agent" }),
      "another issuer": await sign(secret, { iss: "evil" }),
      "a role that is none": await sign(secret, { role: "owner" }),
      "no expiry": await sign(secret, { exp: undefined }),
    };
    for (const [how, altered] of Object.entries(forged)) {
      const closed = await knock(server, room, altered);
      expect({ how, closed }).toEqual({ how, closed: [4401, "token_invalid"] });
      const self = await server.call("GET", `/api/presentations/${id}/self`, undefined, altered);
      expect({ how, status: self.status }).toEqual({ how, status: 401 });
    }
    // The control: a token signed the same way and unaltered is accepted.
    const client = openStockClient(server.url, room, await sign(secret, {}));
    await client.synced();
  });
});
