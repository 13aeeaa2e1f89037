import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES } from "../../../../schema/values/roles.ts";
import {
  decodePeerMessage,
  encodePeerMessage,
  encodePeerUpdate,
} from "../../../../server/rooms/replication/codec.ts";
import type { PeerMessage } from "../../../../server/rooms/replication/message.ts";

const bytes = fc.uint8Array({ maxLength: 64 });
const text = fc.string({ maxLength: 20 });
const clock = fc.maxSafeNat();
const role = fc.constantFrom(...ROLES);

const gone = fc.record({ clientId: clock, clock, json: fc.constant(null) });
const held = fc
  .record({ clientId: clock, clock, subject: text, role, name: text })
  .map(({ clientId, clock: at, ...owner }) => ({
    clientId,
    clock: at,
    json: JSON.stringify({ role: owner.role, name: owner.name, more: 1 }),
    owner,
  }));
const states = fc.array(fc.oneof(gone, held), { maxLength: 5 });
const person = fc.record({
  subject: text,
  role,
  name: text,
  transport: fc.constantFrom("websocket" as const, "events" as const, "polling" as const),
  arrivedAt: clock,
});
const report = fc.record({
  version: text,
  told: clock,
  people: fc.array(person, { maxLength: 3 }),
});
const tab = { subject: text, seat: text };

const kind = <Kind extends PeerMessage["kind"]>(name: Kind) => fc.constant(name);
const message: fc.Arbitrary<Exclude<PeerMessage, { kind: "update" }>> = fc.oneof(
  fc.record({ kind: kind("awareness"), states }),
  fc.record({ kind: kind("syncRequest"), to: text, report, vector: bytes, states }),
  fc.record({ kind: kind("syncRequest"), report, vector: bytes, states }),
  fc.record({ kind: kind("syncReply"), to: text, report, vector: bytes, states, update: bytes }),
  fc.record({ kind: kind("heartbeat"), report }),
  fc.record({ kind: kind("leave") }),
  fc.record({ kind: kind("arrived"), person }),
  fc.record({ kind: kind("departed"), subject: text }),
  fc.record({ kind: kind("hearts"), subject: text, units: fc.array(text, { maxLength: 3 }) }),
  fc.record({ kind: kind("extended"), expiresAtMs: clock }),
  fc.record({
    kind: kind("ended"),
    reason: fc.constantFrom("ended" as const, "expired" as const, "away" as const),
  }),
  fc.record({ kind: kind("withdrawn") }),
  fc.record({ kind: kind("attention"), ...tab, frame: bytes }),
  fc.record({ kind: kind("polled"), ...tab }),
  fc.record({
    kind: kind("statuses"),
    by: text,
    units: fc.array(
      fc.record({
        unit: text,
        status: fc.constantFrom("available" as const, "reserved" as const, "sold" as const),
      }),
      { maxLength: 3 },
    ),
  }),
);

/** Compares the bytes of buffers independently of their view. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? [...part] : part)),
  );

describe("messages between processes", () => {
  test("are decoded as they were encoded", () => {
    fc.assert(
      fc.property(message, (said) => {
        expect(plain(decodePeerMessage(encodePeerMessage(said)))).toEqual(plain(said));
      }),
    );
  });

  test("encode an update as its bytes with one byte before them", () => {
    fc.assert(
      fc.property(bytes, (update) => {
        const encoded = encodePeerUpdate(update);
        expect(encoded.byteLength).toBe(update.byteLength + 1);
        expect(plain(decodePeerMessage(encoded))).toEqual({ kind: "update", update: [...update] });
      }),
    );
  });

  test("ignore unknown fields of newer processes", () => {
    const encoded = encodePeerMessage({ kind: "departed", subject: "buyer:1" });
    const longer = Uint8Array.of(...encoded, 1, 2, 3);
    expect(decodePeerMessage(longer)).toEqual({ kind: "departed", subject: "buyer:1" });
    expect(decodePeerMessage(Uint8Array.of(120, 1, 2))).toBeUndefined();
  });

  test("that are truncated or invalid are rejected without throwing", () => {
    fc.assert(
      fc.property(message, fc.nat(), (said, at) => {
        const encoded = encodePeerMessage(said);
        const decoded = decodePeerMessage(encoded.subarray(0, at % encoded.byteLength));
        expect(decoded === undefined || decoded.kind === "update").toBe(true);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (noise) => void decodePeerMessage(noise)));
  });

  test("are rejected with a state without a subject", () => {
    const owner = { subject: "buyer:1", role: "buyer", name: "Bob" } as const;
    const nameless = { clientId: 1, clock: 1, json: "{}", owner };
    expect(
      decodePeerMessage(encodePeerMessage({ kind: "awareness", states: [nameless] })),
    ).toBeUndefined();
  });
});
