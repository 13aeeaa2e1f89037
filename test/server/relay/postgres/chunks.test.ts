import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChunkReader, splitMessage } from "../../../../server/relay/postgres/chunks.ts";
import { examples } from "../../../support/size.ts";

const bytes = fc.uint8Array({ maxLength: 40_000 }).map((all) => Buffer.from(all));
/** PostgreSQL's own limit. */
const PAYLOAD_BYTES = 8000;

describe("messages as notifications", () => {
  test("are reassembled, even if interleaved with other senders'", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 4 }), bytes, (messages, other) => {
        const reader = new ChunkReader();
        const others = [...splitMessage(1, other)];
        const heard: Buffer[] = [];
        for (const [index, message] of messages.entries()) {
          for (const payload of splitMessage(index, message)) {
            expect(payload.length).toBeLessThan(PAYLOAD_BYTES);
            const whole = reader.read(1, payload);
            if (whole !== undefined) heard.push(whole);
            const turn = others.shift();
            if (turn !== undefined) reader.read(2, turn);
          }
        }
        expect(heard.map((each) => each.toString("hex"))).toEqual(
          messages.map((each) => each.toString("hex")),
        );
      }),
      { numRuns: Math.min(examples(300), 300) },
    );
  });

  test("differ even if their content is equal", () => {
    const zeros = Buffer.alloc(20_000);
    const payloads = [1, 2].flatMap((id) => splitMessage(id, zeros));
    expect(new Set(payloads).size).toBe(payloads.length);
  });

  test("with a missing part are dropped, and the next one is read", () => {
    const reader = new ChunkReader();
    const [first = "", , third = ""] = splitMessage(1, Buffer.alloc(20_000));
    expect(reader.read(1, first)).toBeUndefined();
    expect(reader.read(1, third)).toBeUndefined();
    expect(reader.read(1, "not one of ours")).toBeUndefined();
    const [next = ""] = splitMessage(2, Buffer.from("next"));
    expect(reader.read(1, next)?.toString()).toBe("next");
  });
});
