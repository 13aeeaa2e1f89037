import { describe, expect, test } from "vitest";
import { OPCODE } from "../../../support/server/wires/opcodes.ts";
import { Deliveries } from "../measuring/deliveries.ts";
import { maskedFrame, readServerFrames } from "./webSocketFrames.ts";

/** An unmasked frame, as servers send them. */
function serverFrame(payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.of(0x82, length), payload]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0x827e, 0);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, payload]);
}

function unmask(frame: Buffer): Buffer {
  const headBytes = (frame[1] ?? 0) === (0x80 | 126) ? 8 : 6;
  const mask = frame.subarray(headBytes - 4, headBytes);
  return frame.subarray(headBytes).map((byte, at) => byte ^ (mask[at & 3] ?? 0)) as Buffer;
}

describe("frames", () => {
  test.each([0, 1, 125, 126, 3000])("of %i bytes are masked as a browser's", (length) => {
    const payload = Buffer.alloc(length, "offplan");
    const frame = maskedFrame(OPCODE.binary, payload);
    expect(frame[0]).toBe(0x82);
    expect((frame[1] ?? 0) & 0x80).toBe(0x80);
    expect(Buffer.from(unmask(frame)).equals(payload)).toBe(true);
    expect(frame.subarray(frame.length - length).equals(payload)).toBe(length === 0);
  });

  test("are read whole however the stream is split", () => {
    const payloads = ["one", "x".repeat(200), "", "three"].map((text) => Buffer.from(text));
    const stream = Buffer.concat(payloads.map(serverFrame));
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const read: string[] = [];
      const take = (_opcode: number, bytes: Buffer, from: number, to: number) => {
        read.push(bytes.toString("utf8", from, to));
      };
      const consumed = readServerFrames(stream.subarray(0, cut), 0, cut, take);
      const rest = stream.subarray(consumed);
      expect(readServerFrames(rest, 0, rest.length, take)).toBe(rest.length);
      expect(read).toEqual(payloads.map(String));
    }
  });
});

describe("deliveries", () => {
  test("count the changes a viewer has, not the messages it was sent", () => {
    const deliveries = new Deliveries(1, 2);
    for (const sequence of [1, 2, 3]) deliveries.sent("pointer", 0, sequence);
    deliveries.received(0, 0, { kind: "pointer", sequence: 1 });
    deliveries.received(0, 0, { kind: "pointer", sequence: 3 });
    deliveries.received(0, 0, { kind: "pointer", sequence: 2 });
    deliveries.received(1, 0, { kind: "none", sequence: 9 });
    const { sent, delivered, messages, latencies } = deliveries.report();
    expect({ sent, delivered, messages }).toEqual({ sent: 3, delivered: 3, messages: 3 });
    const counted = latencies.pointer.reduce((sum, [, count]) => sum + count, 0);
    expect(counted).toBe(3);
    expect(latencies.change).toEqual([]);
  });

  test("before the window are not counted, but recorded", () => {
    const deliveries = new Deliveries(1, 1);
    deliveries.sent("change", 0, 1);
    deliveries.received(0, 0, { kind: "change", sequence: 1 });
    deliveries.openWindow();
    deliveries.sent("change", 0, 2);
    deliveries.received(0, 0, { kind: "change", sequence: 2 });
    expect(deliveries.report()).toMatchObject({ sent: 1, delivered: 1, messages: 1 });
    expect(deliveries.latest("change", 0)).toBe(2);
  });
});
