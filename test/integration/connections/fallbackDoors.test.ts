import { expect, test } from "vitest";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openEventStream } from "../../support/server/wires/eventStream.ts";
import {
  bearer,
  frameOf,
  openFallbackRoom,
  openReader,
  UNIT,
} from "../../support/server/wires/fallbackRoom.ts";

const ways = ["events", "state"] as const;

test.each(ways)("%s: accepts no writes", async (way) => {
  const { agent, sync, token } = await openFallbackRoom();
  const first = await fetch(`${sync}/${way}`, { headers: bearer(token) });
  expect(first.status).toBe(200);
  const write = Uint8Array.of(0, 2, 2, 0, 0);
  for (const path of [`${sync}/attention`, `${sync}/${way}`]) {
    const sent = await fetch(path, {
      method: "POST",
      headers: { ...bearer(token), "content-type": "application/octet-stream" },
      body: write,
    });
    expect([400, 405]).toContain(sent.status);
  }
  expect(agent.client.state()?.view.screen).toBe("masterplan");
  await first.body?.cancel();
});

test.each(ways)("%s: a refusal has a status and code that say why", async (way) => {
  const { sync, token, agentToken, server } = await openFallbackRoom();
  const knock = async (url: string, headers: Record<string, string>) => {
    const answer = await fetch(url, { headers });
    const { code } = (await answer.json()) as { code: string };
    return [answer.status, code];
  };
  const url = `${sync}/${way}`;
  expect(await knock(url, {})).toEqual([401, "token_invalid"]);
  expect(await knock(url, bearer(`${token}x`))).toEqual([401, "token_invalid"]);
  expect(await knock(`${url}?token=${token}`, {})).toEqual([401, "token_invalid"]);
  const elsewhere = `${server.url}/sync/elsewhere/${way}`;
  expect(await knock(elsewhere, bearer(token))).toEqual([403, "forbidden"]);
  const foreign = { ...bearer(token), origin: "https://evil.example" };
  expect(await knock(url, foreign)).toEqual([403, "forbidden"]);
  expect(await knock(url, bearer(agentToken))).toEqual([403, "forbidden"]);
  expect(await knock(`${url}?since=____`, bearer(token))).toEqual([400, "invalid_body"]);
  expect(await knock(`${url}?seat=%2F`, bearer(token))).toEqual([400, "invalid_body"]);
});

test.each(ways)("%s: counts towards the limit of an address and takes a seat", async (way) => {
  const { sync, token, presentation, server } = await openFallbackRoom(
    { CONNECTIONS_PER_ADDRESS: "2" },
    { maxViewers: 1 },
  );
  const first = await fetch(`${sync}/${way}?seat=a`, { headers: bearer(token) });
  expect(first.status).toBe(200);
  const second = await fetch(`${sync}/${way}?seat=b`, { headers: bearer(token) });
  expect([second.status, await second.json()]).toMatchObject([503, { code: "overload" }]);
  const { id, secret } = presentation;
  const late = await server.call("POST", `/api/presentations/${id}/join`, { secret });
  expect([late.status, await late.json()]).toMatchObject([409, { code: "full" }]);
  await first.body?.cancel();
});

test("concurrent first polls of a tab count as one connection", async () => {
  const { poll } = await openFallbackRoom({ CONNECTIONS_PER_ADDRESS: "2" });
  const answers = await Promise.all(Array.from({ length: 6 }, () => poll("")));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
});

test("of the concurrent streams of one tab one stays open and follows the agent", async () => {
  const { sync, token, agent } = await openFallbackRoom();
  const open = () => openEventStream(`${sync}/events?seat=a&since=`, bearer(token));
  const streams = await Promise.all([open(), open(), open()]);
  expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200]);
  const isClosed = ({ events }: (typeof streams)[number]) =>
    events.some(({ name }) => name === "close");
  // Each newer one closes the older.
  await expect.poll(() => streams.filter(isClosed).length).toBe(2);
  const [left, ...more] = streams.filter((stream) => !isClosed(stream));
  expect(more).toEqual([]);
  const reader = openReader();
  agent.write({ view: UNIT });
  await left?.until((event) => {
    if (event.name === "message") reader.read(frameOf(event));
    return JSON.stringify(reader.view()) === JSON.stringify(UNIT);
  });
});

test("polling too often is refused with 429", async () => {
  const clock = new FakeClock(Date.now());
  const { poll } = await openFallbackRoom({ AGENT_AWARENESS_PER_SECOND: "1" }, {}, clock);
  const answers = await Promise.all(Array.from({ length: 12 }, () => poll("")));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  const after = await poll("");
  expect([after.status, await after.json()]).toMatchObject([429, { code: "too_many_messages" }]);
});

test("no token is in any log line", async () => {
  const { sync, token, poll, server } = await openFallbackRoom();
  await poll("");
  await (await fetch(`${sync}/events`, { headers: bearer(token) })).body?.cancel();
  expect(server.logLines.join("\n")).not.toContain(token);
});

test("a stopping server closes streams, and polls go on after a restart", async () => {
  const { sync, token, poll, server } = await openFallbackRoom();
  await poll("");
  const stream = await openEventStream(`${sync}/events`, bearer(token));
  await stream.until(() => true);
  await server.restart();
  const closed = await stream.until(({ name }) => name === "close");
  expect(JSON.parse(closed.data)).toEqual({ code: 1012, reason: "restart" });
  expect((await poll("")).status).toBe(200);
});
