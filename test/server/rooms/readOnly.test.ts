import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import { openWriter } from "../../../schema/document.ts";
import { encodeAwareness, encodeStep1 } from "../../../server/rooms/frames.ts";
import { awarenessFromFrames, openTestRoom, writeFrame } from "../../support/roomHarness.ts";

/** 10,000 sequences in CI; `npm run fuzz` sets more and a seed of its own. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 10_000);
const SEED = process.env["FUZZ_SEED"];

const AGENT_CLIENT_ID = 7;
const mallory = { role: "buyer", name: "Mallory" };
const pointer = { anchor: "unit:b1-1", x: 0.25, y: 0.75 };

/** One thing that a buyer's program may put on the wire. */
type Attack =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | {
      readonly kind: "write";
      readonly unit: string;
      readonly keep: number;
      readonly step2: boolean;
    }
  | {
      readonly kind: "awareness";
      readonly clientId: number;
      readonly clock: number;
      readonly state: string | null;
    }
  | { readonly kind: "replay" }
  | { readonly kind: "step1"; readonly vector: Uint8Array };

const anyClientId = fc.oneof(fc.constant(AGENT_CLIENT_ID), fc.constant(8), fc.nat(2 ** 31));
const anyState = fc.oneof(
  fc.constant(null),
  fc.constant("{}"),
  fc.constant(JSON.stringify({ role: "agent", name: "Anna", pointer: { ...pointer, x: 0 } })),
  fc.json(),
  fc.string(),
);

const anyAttack: fc.Arbitrary<Attack> = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes): Attack => ({ kind: "bytes", bytes })),
  fc
    .tuple(fc.nat(3), fc.nat(1), fc.uint8Array({ maxLength: 30 }))
    .map(([type, sub, rest]): Attack => ({
      kind: "bytes",
      bytes: Uint8Array.of(type, sub, ...rest),
    })),
  fc.record({
    kind: fc.constant("write" as const),
    unit: fc.constantFrom("b1-1", "b1-12", "b9-9"),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    step2: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("awareness" as const),
    clientId: anyClientId,
    clock: fc.oneof(fc.nat(5), fc.constant(2 ** 40)),
    state: anyState,
  }),
  fc.constant<Attack>({ kind: "replay" }),
  fc.uint8Array({ maxLength: 10 }).map((vector): Attack => ({ kind: "step1", vector })),
);

test("whatever a buyer sends, nobody sees a changed document or a foreign state, and the agent's pointer stays", () => {
  fc.assert(
    fc.property(fc.array(anyAttack, { minLength: 1, maxLength: 12 }), (attacks) => {
      const { room, document, join, clock } = openTestRoom();
      const [agent, witness, buyer] = [
        join("agent", "agent:1", "Anna"),
        join("buyer", "buyer:2", "Witness"),
        join("buyer", "buyer:1", "Mallory"),
      ];
      agent.send(
        encodeAwareness([
          { clientId: AGENT_CLIENT_ID, clock: 1, state: JSON.stringify({ pointer }) },
        ]),
      );
      const before = document.snapshot();
      const agentFrames = agent.connection.frames.length;
      const witnessFrames = witness.connection.frames.length;
      for (const attack of attacks) {
        for (const frame of toFrames(attack, document, buyer.connection.frames)) buyer.send(frame);
      }
      clock.advance(3000);
      room.sweep();

      expect(document.snapshot()).toEqual(before);
      const seenByAgent = agent.connection.frames.slice(agentFrames);
      expect(seenByAgent.filter((frame) => frame[0] !== 1)).toEqual([]);
      for (const { clientId, state } of awarenessFromFrames(seenByAgent)) {
        expect(clientId).not.toBe(AGENT_CLIENT_ID);
        expect(state ?? mallory).toMatchObject(mallory);
      }
      expect(witness.connection.frames).toHaveLength(witnessFrames);
      const late = join("buyer", "buyer:3");
      expect(awarenessFromFrames(late.connection.frames)).toEqual([
        expect.objectContaining({
          clientId: AGENT_CLIENT_ID,
          state: { role: "agent", name: "Anna", pointer },
        }),
      ]);
      room.closeAll("ended");
    }),
    { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
  );
}, 600_000);

function toFrames(
  attack: Attack,
  document: Parameters<typeof writeFrame>[0],
  received: readonly Uint8Array[],
): readonly Uint8Array[] {
  switch (attack.kind) {
    case "bytes":
      return [attack.bytes];
    case "write": {
      const { unit, keep, step2 } = attack;
      const frame = writeFrame(document, (doc) =>
        openWriter(doc).write({ view: { screen: "unit", unit } }),
      );
      if (step2) frame[1] = 1;
      return [frame.subarray(0, Math.ceil(frame.byteLength * keep))];
    }
    case "awareness": {
      const { clientId, clock, state } = attack;
      return [
        encodeAwareness([
          { clientId, clock, state },
          { clientId: 99, clock, state: "{}" },
        ]),
      ];
    }
    case "replay":
      return received;
    case "step1":
      return [encodeStep1(attack.vector), prefixed(attack.vector)];
  }
}

/** A frame whose declared length is not its real one. */
function prefixed(bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, bytes.byteLength + 7);
  encoding.writeUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}
