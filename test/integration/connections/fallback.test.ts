import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { FRAMES_TYPE, unpackFrames } from "../../../schema/protocol/frames.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { passingUntil } from "../../support/clock/passing.ts";
import { openEventStream } from "../../support/server/wires/eventStream.ts";
import {
  bearer,
  frameOf,
  openFallbackRoom,
  openReader,
  UNIT,
} from "../../support/server/wires/fallbackRoom.ts";

/** A page abandons a stream that is silent for twice this long. */
const QUIET_MS = 5_000;

describe("server-sent events", () => {
  test("bring the document, its changes and the agent's awareness state", async () => {
    const { agent, sync, token } = await openFallbackRoom();
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

  test("begin with only the updates missing since a state vector", async () => {
    const { agent, sync, token, poll } = await openFallbackRoom();
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

  test("end with the close reason, which is also the answer to the next call", async () => {
    const { sync, token, server, presentation } = await openFallbackRoom();
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

  test("show the agent each viewer, its transport and attention, until it leaves", async () => {
    const clock = new FakeClock(Date.now());
    const { agent, sync, token, attend, server } = await openFallbackRoom({}, {}, clock);
    const stream = await openEventStream(`${sync}/events?seat=tab`, bearer(token));
    await stream.until(() => true);
    const sent = await attend(77, 1, { attention: { state: "exploring", view: UNIT } }, "tab");
    expect(sent.status).toBe(204);
    const seen = agent.client.until(() => agent.viewers().length === 1);
    await passingUntil(clock, server, seen);
    expect(agent.viewers()).toEqual([
      {
        role: "buyer",
        name: "Bob",
        transport: "events",
        attention: { state: "exploring", view: UNIT },
      },
    ]);
    stream.abort();
    const gone = agent.client.until(() => agent.viewers().length === 0);
    await passingUntil(clock, server, gone);
  });

  test("are never silent for 5 s", async () => {
    const clock = new FakeClock(Date.now());
    const { sync, token, server } = await openFallbackRoom({}, {}, clock);
    const asked = get(`${sync}/events`, { headers: bearer(token) });
    onTestFinished(() => void asked.destroy());
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    const fromMs = clock.now();
    let text = "";
    const beat = new Promise<void>((resolve) => {
      answer.on("data", (chunk: Buffer) => {
        text += String(chunk);
        if (text.includes("\n\n:\n\n")) resolve();
      });
    });
    await passingUntil(clock, server, beat);
    expect(clock.now() - fromMs).toBeLessThan(QUIET_MS);
  });
});

describe("polling", () => {
  test("answers with a plain update, then 204 until something changes", async () => {
    const { agent, poll } = await openFallbackRoom();
    const reader = openReader();
    const look = async (): Promise<number> => {
      const answer = await poll(reader.since());
      if (answer.status === 200) {
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

  test("brings deletions, which a state vector does not cover", async () => {
    const { agent, poll } = await openFallbackRoom();
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

  test("brings the agent's awareness state and its removal when frames are requested", async () => {
    const clock = new FakeClock(Date.now());
    const { agent, poll } = await openFallbackRoom({}, {}, clock);
    const reader = openReader();
    const look = async (): Promise<number> => {
      clock.advance(500);
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
    await expect.poll(async () => (await look(), reader.others())).toEqual([]);
  });

  test("shows the agent each viewer until it stops polling", async () => {
    const clock = new FakeClock(Date.now());
    const { agent, poll, attend, server } = await openFallbackRoom({}, {}, clock);
    expect((await attend(78, 1, {})).status).toBe(404);
    await poll("");
    await attend(78, 1, { attention: { state: "following" } });
    const seen = agent.client.until(() => agent.viewers().length === 1);
    await passingUntil(clock, server, seen);
    expect(agent.viewers()).toMatchObject([{ name: "Bob", transport: "polling" }]);
    const gone = agent.client.until(() => agent.viewers().length === 0);
    await passingUntil(clock, server, gone);
  });
});
