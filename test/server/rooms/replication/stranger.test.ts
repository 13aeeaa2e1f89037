import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter } from "../../../../schema/presentation/document.ts";
import {
  decodePeerMessage,
  encodePeerMessage,
  encodePeerUpdate,
} from "../../../../server/rooms/replication/codec.ts";
import type { PeerMessage } from "../../../../server/rooms/replication/message.ts";
import { openTestNodes } from "../../../support/nodes/nodesHarness.ts";

const REPORT = { version: "another", told: 0, people: [] };

/** An agent in a process, and a second process whose messages are written by the test. */
async function openStranger() {
  const nodes = await openTestNodes(1);
  const agent = nodes.person("agent");
  await agent.connect(nodes.at(0));
  await nodes.pass(20_000);
  const relay = nodes.hub.open();
  const heard: PeerMessage[] = [];
  relay.open("room-p", {
    received: (_from, bytes) => {
      const message = decodePeerMessage(bytes);
      if (message !== undefined) heard.push(message);
    },
    missed: () => undefined,
  });
  const say = async (message: Uint8Array): Promise<readonly PeerMessage[]> => {
    heard.length = 0;
    relay.publish("room-p", message);
    await nodes.pass(1);
    return heard;
  };
  const kinds = (messages: readonly PeerMessage[]) => messages.map(({ kind }) => kind);
  return { ...nodes, agent, relay, heard, say, kinds };
}

/** Two consecutive updates. */
function chain(doc: Y.Doc): readonly [Uint8Array, Uint8Array] {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const updates: Uint8Array[] = [];
  copy.on("update", (update: Uint8Array) => updates.push(update));
  const writer = openWriter(copy);
  writer.write({ filters: { price: { min: 1 } } });
  writer.write({ filters: { price: { min: 2 } } });
  writer.close();
  const [first, second] = updates;
  if (first === undefined || second === undefined) throw new Error("nothing was written");
  return [first, second];
}

describe("a room without peers", () => {
  test("sends nothing once no process has responded", async () => {
    const { agent, heard, pass } = await openStranger();
    agent.write({ shortlist: { add: ["b1-1"] } });
    agent.say({});
    await pass(30_000);
    expect(heard).toEqual([]);
  });

  test("replies to a request, and sends updates until the peer leaves", async () => {
    const { agent, say, kinds, heard, pass } = await openStranger();
    const hello = {
      kind: "syncRequest",
      report: REPORT,
      vector: Uint8Array.of(0),
      states: [],
    } as const;
    const [answer] = await say(encodePeerMessage(hello));
    if (answer?.kind !== "syncReply") throw new Error("no answer");
    const doc = new Y.Doc();
    Y.applyUpdate(doc, answer.update);
    expect(Y.encodeStateVector(doc)).toEqual(answer.vector);
    expect(answer.report.people).toMatchObject([{ subject: "agent:1", role: "agent" }]);
    heard.length = 0;
    agent.write({ shortlist: { add: ["b1-1"] } });
    await pass(1);
    expect(kinds(heard)).toEqual(["update"]);
    await say(encodePeerMessage({ kind: "leave" }));
    heard.length = 0;
    agent.write({ shortlist: { add: ["b1-2"] } });
    await pass(30_000);
    expect(heard).toEqual([]);
  });
});

describe("a room with a peer", () => {
  test("requests missing predecessors, and accepts local writes meanwhile", async () => {
    const { agent, say, kinds, pass } = await openStranger();
    const [first, second] = chain(agent.doc);
    await say(encodePeerMessage({ kind: "heartbeat", report: REPORT }));
    await pass(2000);
    const asked = await say(encodePeerUpdate(second));
    expect(new Set(kinds(asked))).toEqual(new Set(["syncRequest"]));
    agent.write({ shortlist: { add: ["b1-1"] } });
    expect(agent.closed).toBeUndefined();
    await say(encodePeerUpdate(first));
    await say(encodePeerUpdate(second));
    expect(agent.state).toMatchObject({ filters: { price: { min: 2 } }, shortlist: ["b1-1"] });
  });

  test("requests at most once a second", async () => {
    const { agent, say, kinds, heard, pass } = await openStranger();
    const [, second] = chain(agent.doc);
    await say(encodePeerUpdate(second));
    const asked: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      asked.push(...kinds(await say(encodePeerUpdate(second))));
    }
    expect(asked).toEqual([]);
    heard.length = 0;
    await pass(3000);
    expect(kinds(heard).filter((kind) => kind === "syncRequest").length).toBeLessThanOrEqual(3);
  });

  test("requests a sync if a heartbeat has another document", async () => {
    const { say, pass, heard } = await openStranger();
    await say(encodePeerMessage({ kind: "heartbeat", report: REPORT }));
    await pass(2000);
    const beat = await say(encodePeerMessage({ kind: "heartbeat", report: REPORT }));
    expect(beat).toMatchObject([{ kind: "syncRequest", to: "node-2" }]);
    const [question] = heard;
    if (question?.kind !== "syncRequest") throw new Error("not asked");
    await pass(2000);
    const same = {
      kind: "heartbeat",
      report: { ...REPORT, version: question.report.version },
    } as const;
    expect(await say(encodePeerMessage(same))).toEqual([]);
  });

  test("logs invalid messages and continues", async () => {
    const { agent, say, node, pass } = await openStranger();
    await say(encodePeerUpdate(Uint8Array.of(255, 255, 255)));
    const doc = new Y.Doc();
    doc.getArray("presentation").push([{ key: "view", val: { screen: "nowhere" } }]);
    await say(encodePeerUpdate(Y.encodeStateAsUpdate(doc)));
    await pass(20_000);
    expect(node(0).codes).toEqual(["peer_update_unreadable", "peer_state_unreadable"]);
    expect(agent.closed).toBeUndefined();
    agent.write({ view: { screen: "unit", unit: "b1-1" } });
    expect(agent.closed).toBeUndefined();
    agent.write({ view: { screen: "unit", unit: "nowhere" } });
    expect(agent.closed).toBe("invalid_state");
  });
});
