import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_AWARENESS_BYTES, parseAwareness } from "../../../schema/presentation/awareness.ts";
import { CLOSE, MAX_FRAME_BYTES, parseCloseReason } from "../../../schema/protocol/protocol.ts";
import { ROLES } from "../../../schema/values/roles.ts";
import {
  peekKind,
  readAwarenessEntries,
  readFrame,
} from "../../../server/protocol/decodeFrames.ts";
import { encodeAwareness } from "../../../server/protocol/encodeFrames.ts";
import { awarenessFromFrames, openTestRoom } from "../../support/room/roomHarness.ts";
import { examples } from "../../support/size.ts";
import { cpuMs } from "../../support/clock/cpu.ts";

const RUNS = examples(5000);

const anyFrame = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc
    .tuple(fc.nat(4), fc.nat(3), fc.uint8Array({ maxLength: 64 }))
    .map(([type, sub, rest]) => Uint8Array.of(type, sub, ...rest)),
);

test("no reader throws for any bytes", () => {
  fc.assert(
    fc.property(anyFrame, (bytes) => {
      const kind = peekKind(bytes);
      const frame = readFrame(kind, bytes);
      expect(frame?.kind ?? kind).toBe(kind);
      for (const { json } of readAwarenessEntries(bytes) ?? []) {
        expect(json.byteLength).toBeLessThanOrEqual(bytes.byteLength);
      }
    }),
    { numRuns: RUNS },
  );
});

test("a maximal frame with a maximal number of announced entries is read quickly", () => {
  const entries = Array.from({ length: 1024 }, (_, clientId) => ({
    clientId,
    clock: 1,
    state: "x".repeat(50),
  }));
  const frame = encodeAwareness(entries);
  expect(frame.byteLength).toBeLessThanOrEqual(MAX_FRAME_BYTES);
  const { join } = openTestRoom({ updatesPerSecond: 60, awarenessPerSecond: 10_000 });
  const [agent, buyer] = [join("agent"), join("buyer")];
  const takenMs = cpuMs(() => {
    for (let sent = 0; sent < 100; sent += 1) buyer.send(frame);
  });
  expect(takenMs / 100).toBeLessThan(50);
  expect(agent.connection.closed).toBeUndefined();
});

test.each(ROLES)(
  "for any bytes from %s the room neither throws nor violates the protocol",
  (role) => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 5 }), (frames) => {
        const { room, join } = openTestRoom();
        const person = join(role);
        for (const frame of frames) person.send(frame);
        expect([undefined, "invalid_state"]).toContain(person.connection.closed);
        expect(role !== "agent" && person.connection.closed !== undefined).toBe(false);
        room.closeAll("ended");
      }),
      { numRuns: RUNS / 5 },
    );
  },
);

const anyJson = fc.oneof(fc.json(), fc.string(), fc.constant("[".repeat(MAX_AWARENESS_BYTES)));

test("any state is published in the contract's form, under the token's name", () => {
  fc.assert(
    fc.property(anyJson, fc.constantFrom("agent" as const, "buyer" as const), (json, role) => {
      const { room, join } = openTestRoom();
      join(role, "one", "Anna").send(encodeAwareness([{ clientId: 7, clock: 1, state: json }]));
      for (const { state } of awarenessFromFrames(join("inspector").connection.frames)) {
        expect(parseAwareness(state)).toMatchObject({ role, name: "Anna" });
      }
      room.closeAll("ended");
    }),
    { numRuns: RUNS },
  );
});

const anyReason = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString"));

test("any close code is one of the contract's or the network's", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), anyReason, (code, reason) => {
      const known = parseCloseReason(code, reason);
      const agreed = Object.values<number>(CLOSE).includes(code);
      expect(known === undefined ? undefined : CLOSE[known]).toBe(agreed ? code : undefined);
    }),
    { numRuns: RUNS },
  );
});

test("trap 20: every reason fits into a close frame and can be read back", () => {
  for (const [reason, code] of Object.entries(CLOSE)) {
    expect(new TextEncoder().encode(reason).byteLength).toBeLessThanOrEqual(123);
    expect(parseCloseReason(code, reason)).toBe(reason);
  }
});
