import { expect, test } from "vitest";
import type {
  HistoryResponse,
  RecapLinkResponse,
  RecapResponse,
} from "../../../schema/protocol/api.ts";
import { openAgent, sees, unitView } from "../../support/server/people.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import {
  openTestServer,
  type Presentation,
  type TestServer,
} from "../../support/server/testServer.ts";

const PROJECT = "/api/projects/lagoon-terraces";

/** Shows two homes to Olga and Ivan; Olga likes the first. */
async function openViewing(server: TestServer, options: object = {}, pin?: string) {
  const presentation = await server.present({ ...options, ...(pin !== undefined && { pin }) });
  const path = `/api/presentations/${presentation.id}`;
  const agent = await openAgent(server, presentation);
  const join = async (name: string) => {
    const body = { secret: presentation.secret, name, pin };
    const answer = await server.call("POST", `${path}/join`, body);
    const { token } = (await answer.json()) as { readonly token: string };
    const client = openStockClient(server.url, presentation.room, token);
    await client.synced();
    return { token, client };
  };
  const olga = await join("Olga");
  const ivan = await join("Ivan");
  for (const home of ["b-1204", "a-301"]) {
    agent.writer.write({ view: unitView(home) });
    await Promise.all([sees(olga.client, unitView(home)), sees(ivan.client, unitView(home))]);
  }
  const liked = await server.call("PUT", `${path}/hearts/b-1204`, undefined, olga.token);
  expect(liked.status).toBe(204);
  return { presentation, path, agent, olga, ivan };
}

async function makeRecap(server: TestServer, { id, agentToken }: Presentation) {
  const answer = await server.call("POST", `/api/presentations/${id}/recap`, {}, agentToken);
  expect(answer.status).toBe(201);
  const { link, opens } = (await answer.json()) as RecapLinkResponse;
  return { link, opens, secret: new URL(link).hash.slice(1) };
}

const openRecap = async (server: TestServer, id: string, body: object) => {
  const answer = await server.call("POST", `/api/recaps/${id}/open`, body);
  const said = (await answer.json()) as RecapResponse & { readonly code?: string };
  return { status: answer.status, code: said.code, recap: said };
};

test("a recap has what was shown, only the reader's own likes, and homes as they are now and were then", async () => {
  const server = await openTestServer();
  const { presentation, path, olga, ivan } = await openViewing(server);
  const { id, agentToken } = presentation;
  await server.call("DELETE", path, undefined, agentToken);
  const { secret } = await makeRecap(server, presentation);
  await server.call("PATCH", `${PROJECT}/units/b-1204`, { status: "sold" }, agentToken);

  const own = await openRecap(server, id, { secret, token: olga.token });
  expect(own.recap.homes[0]).toEqual({ reason: "liked", units: ["b-1204"] });
  const now = own.recap.units.find((unit) => unit.id === "b-1204");
  const then = own.recap.unitsThen.find((unit) => unit.id === "b-1204");
  expect([now?.status, then?.status === "sold"]).toEqual(["sold", false]);
  expect(own.recap.units.map((unit) => unit.id).toSorted()).toEqual(["a-301", "b-1204"]);

  const others = await openRecap(server, id, { secret, token: ivan.token });
  expect(others.recap.likes).toEqual([]);
  expect(JSON.stringify(others.recap)).not.toContain(own.recap.reader);
  const nobodys = await openRecap(server, id, { secret });
  expect(nobodys.recap.reader).toBeUndefined();
  expect(JSON.stringify(nobodys.recap)).not.toContain("buyer:");

  const history = await server.call("GET", `/api/recaps/${id}/history`, undefined, own.recap.token);
  expect(((await history.json()) as HistoryResponse).moments).toEqual(own.recap.moments);
});

test("its link is the same until it is withdrawn, and asks for the presentation's PIN", async () => {
  const server = await openTestServer();
  const { presentation } = await openViewing(server, {}, "4711");
  const { id, agentToken } = presentation;
  const first = await makeRecap(server, presentation);
  expect((await makeRecap(server, presentation)).link).toBe(first.link);
  const { secret } = first;
  expect(await openRecap(server, id, { secret })).toMatchObject({ status: 401, code: "wrong_pin" });
  expect((await openRecap(server, id, { secret, pin: "4711", isCounted: true })).status).toBe(200);
  expect((await makeRecap(server, presentation)).opens).toBe(1);
  const path = `/api/presentations/${id}/recap`;
  expect((await server.call("DELETE", path, undefined, agentToken)).status).toBe(204);
  expect(await openRecap(server, id, { secret, pin: "4711" })).toMatchObject({
    status: 401,
    code: "wrong_secret",
  });
  expect((await makeRecap(server, presentation)).link).not.toBe(first.link);
});

test("two requests at once make one link", async () => {
  const server = await openTestServer();
  const { presentation } = await openViewing(server);
  const made = await Promise.all([1, 2, 3].map(() => makeRecap(server, presentation)));
  expect(new Set(made.map(({ link }) => link)).size).toBe(1);
});

test("a heart set in the recap reaches the agent who still presents, and a reader's data is erased on request", async () => {
  const server = await openTestServer();
  const { presentation, path, agent, olga, ivan } = await openViewing(server);
  const { id, agentToken } = presentation;
  const { secret } = await makeRecap(server, presentation);
  const open = () => openRecap(server, id, { secret, token: olga.token });
  // A room stores its history after a delay.
  await expect.poll(async () => (await open()).recap.mayLike).toBe(true);
  const { recap } = await open();
  const like = `/api/recaps/${id}/hearts/a-301`;
  expect((await server.call("PUT", like, undefined, recap.token)).status).toBe(204);
  const hearts = () =>
    agent.provider.awareness.getStates().get(olga.client.doc.clientID)?.["hearts"];
  olga.client.provider.awareness.setLocalState({ attention: { state: "following" } });
  await agent.until(() => JSON.stringify(hearts()) === '["b-1204","a-301"]');

  olga.client.close();
  await server.call("DELETE", path, undefined, agentToken);
  const forgotten = await server.call("POST", `/api/recaps/${id}/forget`, undefined, recap.token);
  expect(forgotten.status).toBe(204);
  const history = await server.call("GET", `${path}/history`, undefined, agentToken);
  const { moments } = (await history.json()) as HistoryResponse;
  expect(JSON.stringify(moments)).not.toContain(recap.reader);
  expect(JSON.stringify(moments)).not.toContain("Olga");
  const left = await openRecap(server, id, { secret, token: ivan.token });
  expect(left.recap.reader).toBeDefined();
  expect((await openRecap(server, id, { secret })).recap.reader).toBeUndefined();
});

test("an erased presentation has no recap, and none is made without an agent's token", async () => {
  const server = await openTestServer();
  const { presentation, path, olga } = await openViewing(server);
  const { id, agentToken } = presentation;
  const { secret } = await makeRecap(server, presentation);
  for (const token of [undefined, olga.token]) {
    expect((await server.call("POST", `${path}/recap`, {}, token)).status).toBe(401);
  }
  await server.call("DELETE", path, undefined, agentToken);
  expect([202, 204]).toContain(
    (await server.call("POST", `${path}/erase`, undefined, agentToken)).status,
  );
  expect(await openRecap(server, id, { secret })).toMatchObject({ status: 404, code: "unknown" });
});
