import * as awarenessProtocol from "y-protocols/awareness";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import { openWriter, readState, type PresentationChange } from "../../schema/document.ts";
import { FRAMES_TYPE, unpackFrames } from "../../schema/frames.ts";
import { openEventStream, type StreamEvent } from "../support/eventStream.ts";
import { openStockClient } from "../support/stockClient.ts";
import { openTestServer, type TestServer } from "../support/testServer.ts";

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A document and the others' states, fed with the frames of whatever transport. */
function openReader() {
  const doc = new Y.Doc();
  const awareness = new awarenessProtocol.Awareness(doc);
  awareness.destroy();
  const read = (frame: Uint8Array): void => {
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (kind === 0) {
      if (decoding.readVarUint(decoder) === 0) return;
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
    } else {
      awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), null);
    }
  };
  return {
    doc,
    read,
    view: () => {
      const state = readState(doc);
      return state.ok ? state.value.view : undefined;
    },
    shortlist: () => {
      const state = readState(doc);
      return state.ok ? state.value.shortlist : undefined;
    },
    since: () => Buffer.from(Y.encodeStateVector(doc)).toString("base64url"),
    others: () => [...awareness.getStates().values()],
  };
}

/** The agent as an unchanged client, writing as the desk does. */
async function openPresenter(server: TestServer, room: string, token: string) {
  const client = openStockClient(server.url, room, token);
  await client.synced();
  const writer = openWriter(client.doc);
  return {
    client,
    write: (change: PresentationChange) => writer.write(change),
    viewers: () =>
      [...client.provider.awareness.getStates().values()].filter(({ role }) => role === "buyer"),
  };
}

async function openRoom(environment: Record<string, string> = {}, options: object = {}) {
  const server = await openTestServer(environment);
  const presentation = await server.present(options);
  const agentToken = await presentation.roomToken("agent");
  const agent = await openPresenter(server, presentation.room, agentToken);
  const { token, room } = await presentation.join("Bob");
  const sync = `${server.url}/sync/${room}`;
  const poll = (since: string, headers: Record<string, string> = {}) =>
    fetch(`${sync}/state?since=${since}`, { headers: { ...bearer(token), ...headers } });
  const attend = (clientId: number, clock: number, state: object | null, seat = "") =>
    fetch(`${sync}/attention?seat=${seat}`, {
      method: "POST",
      headers: { ...bearer(token), "content-type": "application/octet-stream" },
      body: awarenessFrame(clientId, clock, state),
    });
  return { server, presentation, agent, agentToken, token, room, sync, poll, attend };
}

function awarenessFrame(clientId: number, clock: number, state: object | null) {
  const payload = encoding.createEncoder();
  encoding.writeVarUint(payload, 1);
  encoding.writeVarUint(payload, clientId);
  encoding.writeVarUint(payload, clock);
  encoding.writeVarString(payload, JSON.stringify(state));
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, 1);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(payload));
  return encoding.toUint8Array(frame);
}

const frameOf = ({ data }: StreamEvent): Uint8Array => Buffer.from(data, "base64");
const UNIT = { screen: "unit", unit: "b-1204" } as const;

describe("server-sent events", () => {
  test("bring the document, what changes and the agent's hand", async () => {
    const { agent, sync, token } = await openRoom();
    const reader = openReader();
    const stream = await openEventStream(`${sync}/events`, bearer(token));
    expect(stream.response.headers.get("content-type")).toContain("text/event-stream");
    const shows = (holds: () => boolean) =>
      stream.until((event) => {
        if (event.name === "message") reader.read(frameOf(event));
        return holds();
      });
    await shows(() => reader.view()?.screen === "masterplan");
    agent.write({ view: UNIT });
    await shows(() => reader.view()?.screen === "unit");
    agent.client.provider.awareness.setLocalState({ highlight: { anchor: "unit:b-1204" } });
    await shows(() => reader.others().some((state) => state["highlight"] !== undefined));
    expect(reader.others()).toMatchObject([{ role: "agent" }]);
  });

  test("begin with what is missing since a state vector and nothing else", async () => {
    const { agent, sync, token, poll } = await openRoom();
    const reader = openReader();
    Y.applyUpdate(reader.doc, new Uint8Array(await (await poll("")).arrayBuffer()));
    agent.write({ view: UNIT });
    await agent.client.until(() => true);
    const bytesOf = async (since: string) => {
      const stream = await openEventStream(
        `${sync}/events?seat=${since.length}&since=${since}`,
        bearer(token),
      );
      return frameOf(await stream.until((event) => frameOf(event)[1] === 1)).byteLength;
    };
    expect(await bytesOf(reader.since())).toBeLessThan(await bytesOf(""));
  });

  test("end with the reason and answer the next call with it", async () => {
    const { sync, token, server, presentation } = await openRoom();
    const stream = await openEventStream(`${sync}/events`, bearer(token));
    await stream.until(() => true);
    const { id, agentToken } = presentation;
    await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
    const closed = await stream.until(({ name }) => name === "close");
    expect(JSON.parse(closed.data)).toEqual({ code: 4410, reason: "ended" });
    await stream.ended;
    const again = await fetch(`${sync}/events`, { headers: bearer(token) });
    expect([again.status, await again.json()]).toMatchObject([410, { code: "ended" }]);
  });

  test("tell the agent who watches, how and what they look at, until they go", async () => {
    const { agent, sync, token, attend } = await openRoom();
    const stream = await openEventStream(`${sync}/events?seat=tab`, bearer(token));
    await stream.until(() => true);
    const sent = await attend(77, 1, { attention: { state: "exploring", view: UNIT } }, "tab");
    expect(sent.status).toBe(204);
    await agent.client.until(() => agent.viewers().length === 1);
    expect(agent.viewers()).toEqual([
      {
        role: "buyer",
        name: "Bob",
        transport: "events",
        attention: { state: "exploring", view: UNIT },
      },
    ]);
    stream.abort();
    await agent.client.until(() => agent.viewers().length === 0);
  });

  test("are never quiet for long", { timeout: 15_000 }, async () => {
    const { sync, token } = await openRoom();
    const response = await fetch(`${sync}/events`, { headers: bearer(token) });
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk);
      if (text.includes("\n\n:\n\n")) break;
    }
    expect(text).toContain("\n\n:\n\n");
  });
});

describe("polling", () => {
  test("answers with a plain update, then 204 until something changes", async () => {
    const { agent, poll } = await openRoom();
    const reader = openReader();
    const look = async (): Promise<number> => {
      const answer = await poll(reader.since());
      if (answer.status === 200) {
        expect(answer.headers.get("content-type")).toBe("application/octet-stream");
        Y.applyUpdate(reader.doc, new Uint8Array(await answer.arrayBuffer()));
      }
      return answer.status;
    };
    expect(await look()).toBe(200);
    expect(reader.view()?.screen).toBe("masterplan");
    expect(await look()).toBe(204);
    agent.write({ view: UNIT });
    await expect.poll(look).toBe(200);
    expect(reader.view()).toEqual(UNIT);
    expect(await look()).toBe(204);
  });

  test("brings deletions, which a state vector does not tell of", async () => {
    const { agent, poll } = await openRoom();
    const reader = openReader();
    const look = async (): Promise<void> => {
      const answer = await poll(reader.since());
      if (answer.status === 200) {
        Y.applyUpdate(reader.doc, new Uint8Array(await answer.arrayBuffer()));
      }
    };
    agent.write({ shortlist: { add: ["b-1204"] } });
    await expect.poll(async () => (await look(), reader.shortlist())).toEqual(["b-1204"]);
    agent.write({ shortlist: { remove: ["b-1204"] } });
    await expect.poll(async () => (await look(), reader.shortlist())).toEqual([]);
  });

  test("brings the agent's hand and its going to who asks for frames", async () => {
    const { agent, poll } = await openRoom();
    const reader = openReader();
    const look = async (): Promise<number> => {
      const answer = await poll(reader.since(), { accept: FRAMES_TYPE });
      const body = new Uint8Array(await answer.arrayBuffer());
      for (const frame of unpackFrames(body) ?? []) reader.read(frame);
      return answer.status;
    };
    agent.client.provider.awareness.setLocalState({ highlight: { anchor: "unit:b-1204" } });
    await expect
      .poll(async () => (await look(), reader.others()))
      .toMatchObject([{ role: "agent", highlight: { anchor: "unit:b-1204" } }]);
    expect(await look()).toBe(204);
    agent.client.close();
    await expect.poll(async () => (await look(), reader.others()), { timeout: 8000 }).toEqual([]);
  });

  test("tells the agent who watches, until they no longer poll", { timeout: 25_000 }, async () => {
    const { agent, poll, attend } = await openRoom();
    expect((await attend(78, 1, {})).status).toBe(404);
    await poll("");
    await attend(78, 1, { attention: { state: "following" } });
    await agent.client.until(() => agent.viewers().length === 1);
    expect(agent.viewers()).toMatchObject([{ name: "Bob", transport: "polling" }]);
    await agent.client.until(() => agent.viewers().length === 0);
  });
});

describe("both", () => {
  const ways = ["events", "state"] as const;

  test.each(ways)("%s: have no way to write", async (way) => {
    const { agent, sync, token } = await openRoom();
    const first = await fetch(`${sync}/${way}`, { headers: bearer(token) });
    expect(first.status).toBe(200);
    const write = Uint8Array.of(0, 2, 2, 0, 0);
    for (const path of [`${sync}/attention`, `${sync}/${way}`]) {
      const sent = await fetch(path, {
        method: "POST",
        headers: { ...bearer(token), "content-type": "application/octet-stream" },
        body: write,
      });
      expect([400, 404]).toContain(sent.status);
    }
    expect(agent.client.state()?.view.screen).toBe("masterplan");
    await first.body?.cancel();
  });

  test.each(ways)("%s: say why somebody stays outside", async (way) => {
    const { sync, token, agentToken, server } = await openRoom();
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

  test.each(ways)("%s: count to the limit of an address and take a seat", async (way) => {
    const { sync, token, presentation, server } = await openRoom(
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

  test("a poller who asks too often is kept out", async () => {
    const { poll } = await openRoom({ AGENT_AWARENESS_PER_SECOND: "5" });
    const answers = await Promise.all(Array.from({ length: 12 }, () => poll("")));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    const after = await poll("");
    expect([after.status, await after.json()]).toMatchObject([429, { code: "too_many_messages" }]);
  });

  test("no token is in any log line", async () => {
    const { sync, token, poll, server } = await openRoom();
    await poll("");
    await (await fetch(`${sync}/events`, { headers: bearer(token) })).body?.cancel();
    expect(server.logLines.join("\n")).not.toContain(token);
  });

  test("a server that stops lets go of streams and pollers", async () => {
    const { sync, token, poll, server } = await openRoom();
    await poll("");
    const stream = await openEventStream(`${sync}/events`, bearer(token));
    await stream.until(() => true);
    await server.restart();
    const closed = await stream.until(({ name }) => name === "close");
    expect(JSON.parse(closed.data)).toEqual({ code: 1012, reason: "restart" });
    expect((await poll("")).status).toBe(200);
  });
});
