import fc from "fast-check";
import { expect, test } from "vitest";
import { MESSAGE } from "../../../schema/protocol/protocol.ts";
import { encodeAwareness } from "../../../server/protocol/encodeFrames.ts";
import { AGENT_CLIENT_ID, anyStep, toFrames } from "../../support/room/attacks.ts";
import {
  awarenessFromFrames,
  docFromFrames,
  openTestRoom,
} from "../../support/room/roomHarness.ts";
import { examples } from "../../support/size.ts";

/** 10,000 sequences in `npm run test:long`; `npm run fuzz` sets more, with another seed. */
const RUNS = examples(10_000);
const SEED = process.env["FUZZ_SEED"];

const HOSTILE = new Set(["Mallory", "Trudy"]);
const BUYER_FIELDS = new Set(["role", "name", "attention", "transport"]);
const pointer = { anchor: "unit:b1-1", x: 0.25, y: 0.75 };

type TestRoom = ReturnType<typeof openTestRoom>;
type Person = ReturnType<TestRoom["join"]>;

/** Agent, witness and two hostile buyers, who connect and disconnect according to the steps. */
function openStage() {
  const room = openTestRoom();
  const hostile = (who: number, subject = `buyer:${who}`) =>
    room.join("buyer", subject, who === 1 ? "Mallory" : "Trudy");
  let agent: Person = room.join("agent", "agent:1", "Anna");
  const witness = room.join("buyer", "buyer:9", "Witness");
  const buyers = [hostile(1), hostile(2)];
  let clock = 0;
  const seenByAgent: Uint8Array[] = [];
  const announce = () => {
    clock += 1;
    const state = JSON.stringify({ pointer });
    agent.send(encodeAwareness([{ clientId: AGENT_CLIENT_ID, clock, state }]));
  };
  announce();
  return {
    ...room,
    witness,
    announce,
    buyer: (who: number) => buyers[who - 1] ?? witness,
    /** All frames that the agent received over all its connections. */
    agentSaw: () => [...seenByAgent, ...agent.connection.frames],
    rejoin: (who: number, newSubject: boolean) => {
      const [old, at] = [buyers[who - 1], who - 1];
      if (old !== undefined) room.room.leave(old.participant);
      const subject = newSubject ? `buyer:${who}:${room.clock.now()}` : `buyer:${who}`;
      buyers[at] = hostile(who, subject);
    },
    reconnectAgent: (awayMs: number, duringAbsence: () => void) => {
      room.room.leave(agent.participant);
      seenByAgent.push(...agent.connection.frames);
      room.clock.advance(awayMs);
      duringAbsence();
      agent = room.join("agent", "agent:1", "Anna");
      announce();
    },
    /** The new socket opens before the old one's end is noticed. */
    replaceAgent: () => {
      const old = agent;
      seenByAgent.push(...old.connection.frames);
      agent = room.join("agent", "agent:1", "Anna");
      announce();
      room.room.leave(old.participant);
    },
  };
}

test("no frames of buyers change a document, forge a state or remove the agent's pointer", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
      const stage = openStage();
      const { room, document, witness, clock, refusals } = stage;
      const before = document.snapshot();
      for (const step of steps) {
        switch (step.kind) {
          case "rejoin":
            stage.rejoin(step.who, step.newSubject);
            break;
          case "wait":
            clock.advance(step.ms);
            room.sweep();
            break;
          case "agent-replaced":
            stage.replaceAgent();
            break;
          case "agent-reconnects":
            stage.reconnectAgent(step.awayMs, () => {
              for (const attack of step.meanwhile) attackAs(stage, attack);
            });
            break;
          default:
            attackAs(stage, step);
        }
      }
      clock.advance(5000);
      room.sweep();

      expect(document.snapshot()).toEqual(before);
      expect(stage.agentSaw().filter(isDocumentWrite)).toEqual([]);
      for (const { clientId, state } of awarenessFromFrames(stage.agentSaw())) {
        expect(clientId).not.toBe(AGENT_CLIENT_ID);
        if (state === null) continue;
        expect(HOSTILE).toContain(state["name"]);
        expect(state["role"]).toBe("buyer");
        expect(Object.keys(state).every((field) => BUYER_FIELDS.has(field))).toBe(true);
      }
      const anna = { role: "agent", name: "Anna", pointer };
      expect(docFromFrames(witness.connection.frames).share.size).toBe(0);
      for (const { clientId, state } of awarenessFromFrames(witness.connection.frames)) {
        expect(clientId).toBe(AGENT_CLIENT_ID);
        expect(state ?? anna).toEqual(anna);
      }
      expect([...heldStates(witness.connection.frames).values()]).toEqual([anna]);
      const late = heldStates(stage.join("buyer", "buyer:8").connection.frames);
      expect([...late]).toEqual([[AGENT_CLIENT_ID, anna]]);
      const all = heldStates(stage.join("inspector", "inspector:1").connection.frames);
      const names = [...all.values()].map((state) => state?.["name"]);
      expect(new Set(names).size).toBe(names.length);
      expect(witness.connection.closed).toBeUndefined();
      expect(refusals).not.toContain("invalid_state");
      room.closeAll("ended");
    }),
    { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
  );
}, 600_000);

/** The states of a stock client after these frames: an entry counts if its clock is newer. */
function heldStates(frames: readonly Uint8Array[]) {
  const clocks = new Map<number, number>();
  const states = new Map<number, Record<string, unknown>>();
  for (const { clientId, clock, state } of awarenessFromFrames(frames)) {
    const known = clocks.get(clientId) ?? 0;
    const removal = clock === known && state === null && states.has(clientId);
    if (clock <= known && !removal) continue;
    clocks.set(clientId, clock);
    if (state === null) states.delete(clientId);
    else states.set(clientId, state);
  }
  return states;
}

const isDocumentWrite = (frame: Uint8Array): boolean => frame[0] === MESSAGE.sync && frame[1] !== 0;

function attackAs(
  stage: ReturnType<typeof openStage>,
  attack: Parameters<typeof toFrames>[0],
): void {
  const buyer = stage.buyer(attack.who);
  for (const frame of toFrames(attack, stage.document, buyer.connection.frames)) {
    buyer.send(frame);
  }
}
