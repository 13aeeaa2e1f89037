import fc from "fast-check";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { openWriter, presentationArray } from "../../../schema/presentation/document.ts";
import { MESSAGE } from "../../../schema/protocol/protocol.ts";
import {
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
} from "../../../server/protocol/encodeFrames.ts";
import { writeFrame } from "./roomHarness.ts";

export const AGENT_CLIENT_ID = 7;
const pointer = { anchor: "unit:b1-1", x: 0, y: 0.75 };

interface Entry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string | null;
}

interface By {
  /** Index of the hostile buyer, of two. */
  readonly who: number;
}

/** A frame or behaviour of a malicious buyer's program. */
export type Attack = By &
  (
    | { readonly kind: "bytes"; readonly bytes: Uint8Array }
    | {
        readonly kind: "write";
        readonly change: Change;
        readonly cut: number;
        readonly step2: boolean;
      }
    | {
        readonly kind: "flipped";
        readonly change: Change;
        readonly at: number;
        readonly byte: number;
      }
    | { readonly kind: "awareness"; readonly entries: readonly Entry[]; readonly padded: boolean }
    | { readonly kind: "replay"; readonly retyped: number | undefined }
    | { readonly kind: "step1"; readonly vector: Uint8Array }
  );

/** A buyer's write, from harmless to invalid; some under the agent's own client id. */
type Change =
  | { readonly kind: "view"; readonly unit: string; readonly clientId: number | undefined }
  | { readonly kind: "delete-all" }
  | { readonly kind: "other-type" };

export type Step =
  | Attack
  | (By & { readonly kind: "rejoin"; readonly newSubject: boolean })
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "agent-replaced" }
  | {
      readonly kind: "agent-reconnects";
      readonly awayMs: number;
      readonly meanwhile: readonly Attack[];
    };

const who = fc.constantFrom(1, 2);
const anyClientId = fc.oneof(
  { weight: 3, arbitrary: fc.constant(AGENT_CLIENT_ID) },
  { weight: 2, arbitrary: fc.constantFrom(8, 9) },
  { weight: 1, arbitrary: fc.constantFrom(0, 2 ** 32, Number.MAX_SAFE_INTEGER) },
  { weight: 1, arbitrary: fc.nat(2 ** 31) },
);
const forged = JSON.stringify({ role: "agent", name: "Anna", pointer });
const anyState = fc.oneof(
  fc.constant(null),
  fc.constant("{}"),
  fc.constant(forged),
  fc.constant(JSON.stringify({ attention: { state: "exploring" }, role: "agent", name: "Anna" })),
  fc.json(),
  fc.string(),
);
const anyEntry = fc.record({
  clientId: anyClientId,
  clock: fc.oneof(fc.nat(5), fc.constantFrom(2 ** 40, Number.MAX_SAFE_INTEGER)),
  state: anyState,
});
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("view" as const),
    // Of the small project, of the demo, and of none.
    unit: fc.constantFrom("b1-1", "b1-12", "a-302", "b9-9"),
    clientId: fc.option(fc.constant(AGENT_CLIENT_ID), { nil: undefined }),
  }),
  fc.constant<Change>({ kind: "delete-all" }),
  fc.constant<Change>({ kind: "other-type" }),
);
/** Mostly complete, sometimes truncated at any position. */
const anyCut = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));

const anyAttack: fc.Arbitrary<Attack> = fc.oneof(
  fc.record({
    kind: fc.constant("bytes" as const),
    who,
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .tuple(fc.nat(4), fc.nat(3), fc.uint8Array({ maxLength: 30 }))
        .map(([type, sub, rest]) => Uint8Array.of(type, sub, ...rest)),
      // The type as a number of two bytes, and lengths that no frame can have.
      fc.uint8Array({ maxLength: 10 }).map((rest) => Uint8Array.of(0x80, 0, 2, ...rest)),
      fc.constantFrom(
        Uint8Array.of(1, ...Array<number>(9).fill(0xff), 0x7f),
        Uint8Array.of(1, 5, ...Array<number>(4).fill(0xff), 0x7f),
        Uint8Array.of(0, 0, ...Array<number>(8).fill(0xff), 0x0f),
      ),
    ),
  }),
  fc.record({
    kind: fc.constant("write" as const),
    who,
    change: anyChange,
    cut: anyCut,
    step2: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("flipped" as const),
    who,
    change: anyChange,
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    byte: fc.nat(255),
  }),
  fc.record({
    kind: fc.constant("awareness" as const),
    who,
    entries: fc.array(anyEntry, { minLength: 1, maxLength: 4 }),
    padded: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("replay" as const),
    who,
    retyped: fc.option(fc.nat(2), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant("step1" as const), who, vector: fc.uint8Array({ maxLength: 10 }) }),
);

/** Attacks, and everything that may happen between them. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: anyAttack },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("rejoin" as const), who, newSubject: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.constantFrom(40, 1000, 5000),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "agent-replaced" }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("agent-reconnects" as const),
      awayMs: fc.constantFrom(0, 2000, 5000),
      meanwhile: fc.array(anyAttack, { maxLength: 3 }),
    }),
  },
);

type Document = Parameters<typeof writeFrame>[0];

export function toFrames(
  attack: Attack,
  document: Document,
  received: readonly Uint8Array[],
): readonly Uint8Array[] {
  switch (attack.kind) {
    case "bytes":
      return [attack.bytes];
    case "write": {
      const frame = forge(document, attack.change);
      if (attack.step2) frame[1] = 1;
      return [frame.subarray(0, Math.ceil(frame.byteLength * attack.cut))];
    }
    case "flipped": {
      const frame = forge(document, attack.change);
      frame[Math.floor(frame.byteLength * attack.at)] = attack.byte;
      return [frame];
    }
    case "awareness":
      return [attack.padded ? padded(attack.entries) : encodeAwareness(attack.entries)];
    case "replay":
      return attack.retyped === undefined ? [...received] : received.map(retype(attack.retyped));
    case "step1":
      return [encodeStep1(attack.vector), encodeStep2(attack.vector), encodeUpdate(attack.vector)];
  }
}

const retype =
  (type: number) =>
  (frame: Uint8Array): Uint8Array =>
    Uint8Array.of(MESSAGE.sync, type, ...frame.subarray(2));

function forge(document: Document, change: Change): Uint8Array {
  return writeFrame(document, (doc) => {
    switch (change.kind) {
      case "view":
        if (change.clientId !== undefined) doc.clientID = change.clientId;
        openWriter(doc).write({ view: { screen: "unit", unit: change.unit } });
        return;
      case "delete-all":
        presentationArray(doc).delete(0, presentationArray(doc).length);
        return;
      case "other-type":
        doc.getMap("other").set("nested", new Y.Map([["a", 1]]));
    }
  });
}

/** The same update with every number encoded longer than necessary. */
function padded(entries: readonly Entry[]): Uint8Array {
  const payload = encoding.createEncoder();
  writePadded(payload, entries.length);
  for (const { clientId, clock, state } of entries) {
    writePadded(payload, clientId);
    writePadded(payload, clock);
    const json = new TextEncoder().encode(state ?? "null");
    writePadded(payload, json.byteLength);
    encoding.writeUint8Array(payload, json);
  }
  const frame = encoding.createEncoder();
  encoding.writeUint8(frame, MESSAGE.awareness);
  const bytes = encoding.toUint8Array(payload);
  writePadded(frame, bytes.byteLength);
  encoding.writeUint8Array(frame, bytes);
  return encoding.toUint8Array(frame);
}

function writePadded(encoder: encoding.Encoder, value: number): void {
  const digits: number[] = [];
  for (let rest = value; rest > 0 || digits.length === 0; rest = Math.floor(rest / 128)) {
    digits.push(rest % 128);
  }
  for (const digit of digits) encoding.writeUint8(encoder, digit | 0x80);
  encoding.writeUint8(encoder, 0);
}
