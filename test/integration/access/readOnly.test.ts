import { once } from "node:events";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import { MESSAGE, SYNC } from "../../../schema/protocol/protocol.ts";
import { encodeStep1 } from "../../../server/protocol/encodeFrames.ts";
import {
  AGENT_CLIENT_ID,
  anyStep,
  toFrames,
  type Attack,
  type Step,
} from "../../support/room/attacks.ts";
import { openAgent, openBuyer, type StockAgent } from "../../support/server/people.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import type { StockClient } from "../../support/server/wires/stockClient.ts";
import { inLong } from "../../support/size.ts";

/** The room alone is tested with 10,000 (`test/server/rooms/readOnly.test.ts`); here each run costs round trips. */
const RUNS = inLong(60, 12);

const HOSTILE = ["Mallory", "Trudy"] as const;
const NAMES = new Set<unknown>([...HOSTILE, "Witness"]);
const BUYER_FIELDS = new Set(["role", "name", "attention", "transport"]);
/** The state vector of an empty document. */
const NOTHING = Uint8Array.of(0);
/** Number of tokens of each hostile buyer, each for another participant. */
const PEOPLE = 3;

/** A hostile buyer: a raw socket that sends any bytes. */
async function openHostile({ url }: Pick<TestServer, "url">, room: string, token: string) {
  const address = `${url.replace("http", "ws")}/sync/${room}`;
  const socket = new WebSocket(address, ["offplan.v1", token]);
  const received: Uint8Array[] = [];
  let steps = 0;
  let look = (): void => undefined;
  socket.on("error", () => undefined);
  socket.on("close", () => look());
  socket.on("message", (data: Buffer) => {
    received.push(new Uint8Array(data));
    if (data[0] === MESSAGE.sync && data[1] === SYNC.step2) steps += 1;
    look();
  });
  await once(socket, "open");
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  return {
    received,
    send: (frame: Uint8Array) => {
      if (isOpen()) socket.send(frame);
    },
    /** Resolves once the server has handled what was sent, or has closed the socket. */
    settled: async () => {
      const before = steps;
      if (isOpen()) socket.send(encodeStep1(NOTHING));
      await new Promise<void>((resolve) => {
        look = () => {
          if (steps > before || !isOpen()) resolve();
        };
        look();
      });
    },
    close: () => socket.terminate(),
  };
}

type Hostile = Awaited<ReturnType<typeof openHostile>>;

const forged = JSON.stringify({ role: "agent", name: "Anna", pointer: { anchor: "unit:a-302" } });
const asBuyer = JSON.stringify({ attention: { state: "exploring" }, role: "agent", name: "Anna" });
const view = (clientId?: number) => ({ kind: "view", unit: "a-302", clientId }) as const;
const whole = { kind: "write", cut: 1, step2: false } as const;
const says = (state: string, clientId = AGENT_CLIENT_ID, clock = 2 ** 40): Attack => {
  const entries = [{ clientId, clock, state }];
  return { kind: "awareness", who: 2, padded: false, entries };
};

/** Attacks that the policies refuse, included in every run. */
const PLAIN_ATTACKS: readonly (readonly Attack[])[] = [
  [{ ...whole, who: 1, change: view() }],
  [{ ...whole, who: 2, change: view(AGENT_CLIENT_ID), step2: true }],
  [{ ...whole, who: 1, change: { kind: "delete-all" } }],
  [{ ...whole, who: 2, change: { kind: "other-type" } }],
  [says(forged)],
  [says(asBuyer, 8)],
  [says("null")],
  [{ kind: "replay", who: 1, retyped: 2 }],
];

/** The attack, aimed at the current agent's client id. */
function aimAt(attack: Attack, clientId: number): Attack {
  switch (attack.kind) {
    case "awareness": {
      const entries = attack.entries.map((entry) =>
        entry.clientId === AGENT_CLIENT_ID ? { ...entry, clientId } : entry,
      );
      return { ...attack, entries };
    }
    case "write":
    case "flipped": {
      const { change } = attack;
      if (change.kind !== "view" || change.clientId === undefined) return attack;
      return { ...attack, change: { ...change, clientId } };
    }
    case "bytes":
    case "replay":
    case "step1":
      return attack;
  }
}

async function openStage(server: TestServer) {
  const presentation = await server.present();
  const { room } = presentation;
  const joinAsWitness = () => presentation.join("Witness");
  const witness = await openBuyer(server, { ...presentation, join: joinAsWitness });
  let agent = await openAgent(server, presentation);
  /** Client ids in the document as created. */
  const writers = new Set(Y.decodeStateVector(Y.encodeStateVector(agent.doc)).keys());
  const agents = new Set<number>();
  const tokens = await Promise.all(
    HOSTILE.map((name) =>
      Promise.all(
        Array.from({ length: PEOPLE }, async () => (await presentation.join(name)).token),
      ),
    ),
  );
  const person = [0, 0];
  const open = (who: number): Promise<Hostile> =>
    openHostile(server, room, tokens[who]?.[person[who] ?? 0] ?? "");
  const hostile = await Promise.all(HOSTILE.map((_name, who) => open(who)));
  onTestFinished(() => hostile.forEach((one) => one.close()));
  const enter = async (): Promise<StockAgent> => {
    agent = await openAgent(server, presentation);
    agents.add(agent.doc.clientID);
    return agent;
  };
  agents.add(agent.doc.clientID);
  return {
    presentation,
    witness,
    /** Whether an agent or the server wrote under this Yjs client id. */
    isWriter: (clientId: number) => writers.has(clientId) || agents.has(clientId),
    agents,
    enter,
    agent: () => agent,
    attack: (attack: Attack): void => {
      const by = hostile[attack.who - 1];
      if (by === undefined) return;
      const document = { snapshot: () => Y.encodeStateAsUpdate(agent.doc) };
      const aimed = aimAt(attack, agent.doc.clientID);
      for (const frame of toFrames(aimed, document, by.received)) by.send(frame);
    },
    rejoin: async (who: number, asAnother: boolean): Promise<void> => {
      const at = who - 1;
      hostile[at]?.close();
      if (asAnother) person[at] = ((person[at] ?? 0) + 1) % PEOPLE;
      hostile[at] = await open(at);
    },
    /** Resolves once the server has handled what all hostile buyers sent. */
    settled: async (): Promise<void> => {
      for (const one of hostile) await one.settled();
    },
  };
}

const othersSeenBy = ({ doc, provider }: StockClient) =>
  [...provider.awareness.getStates()].filter(([clientId]) => clientId !== doc.clientID);

test("no frames of buyers over real sockets change a document, forge a state or remove the agent's pointer", async () => {
  const server = await openTestServer({
    AGENT_UPDATES_PER_SECOND: "1000",
    AGENT_AWARENESS_PER_SECOND: "1000",
    CONNECTIONS_PER_ADDRESS: "1000",
  });
  const stage = await openStage(server);
  const { witness, presentation } = stage;
  const first = stage.agent().state();
  if (first === undefined) throw new Error("no state");
  let mark = 0;

  /** Writes and points as the agent, and expects the witness to have exactly that. */
  const check = async (): Promise<PresentationState> => {
    mark += 1;
    const agent = stage.agent();
    const pointer = { anchor: "unit:b-1204", x: 0.25, y: (mark % 100) / 100 };
    agent.provider.awareness.setLocalState({ pointer });
    agent.writer.write({ filters: { floor: { min: mark } } });
    const expected = { ...first, filters: { floor: { min: mark } } };
    const seen = () => witness.provider.awareness.getStates().get(agent.doc.clientID);
    const isMarked = () =>
      witness.state()?.filters.floor?.min === mark &&
      JSON.stringify(seen()?.["pointer"]) === JSON.stringify(pointer);
    /** Whether the witness has a foreign change or state, or the agent was closed. */
    const isBroken = () => {
      const { filters: _marked, ...rest } = witness.state() ?? first;
      const { filters: _own, ...expected } = first;
      const isForged = othersSeenBy(witness).some(([, state]) => state["role"] !== "agent");
      const isChanged = JSON.stringify(rest) !== JSON.stringify(expected);
      return isForged || isChanged || agent.closes.length > 0;
    };
    await witness.until(() => isMarked() || isBroken());
    // A reconnected agent is present twice until the server detects that the earlier socket is gone.
    const isFormer = ([clientId]: readonly [number, unknown]) =>
      stage.agents.has(clientId) && clientId !== agent.doc.clientID;
    for (const one of [witness, agent]) await one.until(() => !othersSeenBy(one).some(isFormer));
    expect([agent.state(), witness.state()]).toEqual([expected, expected]);
    expect([...witness.doc.share.keys()]).toEqual(["presentation"]);
    expect(othersSeenBy(witness)).toEqual([
      [agent.doc.clientID, expect.objectContaining({ role: "agent", pointer })],
    ]);
    for (const [, state] of othersSeenBy(agent)) {
      expect(state["role"]).toBe("buyer");
      expect(NAMES).toContain(state["name"]);
      expect(Object.keys(state).every((field) => BUYER_FIELDS.has(field))).toBe(true);
    }
    return expected;
  };

  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
      for (const step of steps) {
        switch (step.kind) {
          case "rejoin":
            await stage.rejoin(step.who, step.newSubject);
            break;
          case "wait":
            await stage.settled();
            break;
          case "agent-replaced": {
            const old = stage.agent();
            await stage.enter();
            await old.until(() => old.closes.some(({ code }) => code === 4409));
            old.close();
            break;
          }
          case "agent-reconnects":
            stage.agent().close();
            for (const attack of step.meanwhile) stage.attack(attack);
            await stage.settled();
            await stage.enter();
            break;
          default:
            stage.attack(step);
        }
      }
      await stage.settled();
      await check();
    }),
    {
      numRuns: RUNS + PLAIN_ATTACKS.length,
      examples: PLAIN_ATTACKS.map((steps): [Step[]] => [[...steps]]),
    },
  );
  const expected = await check();
  const newcomer = await openBuyer(server, presentation);
  expect(newcomer.state()).toEqual(expected);
  const vector = Y.decodeStateVector(Y.encodeStateVector(newcomer.doc));
  expect([...vector.keys()].filter((writer) => !stage.isWriter(writer))).toEqual([]);
  expect(witness.closes).toEqual([]);
}, 120_000);
