import { expect, test } from "vitest";
import { SharedFrames } from "../../../server/gateway/sharedFrames.ts";

test("equal messages are framed once, others separately", () => {
  const frames = new SharedFrames();
  const message = Uint8Array.of(1, 2);
  const frame = frames.frame(message);
  expect(frames.frame(message)).toBe(frame);
  expect([...frames.frame(Uint8Array.of(3))]).toEqual([0x82, 1, 3]);
  expect([...frames.frame(message)]).toEqual([0x82, 2, 1, 2]);
});

test("equal batches are framed once together, in order", () => {
  const frames = new SharedFrames();
  const messages = [Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)];
  const together = frames.frames(messages);
  expect([...together]).toEqual([0x82, 1, 1, 0x82, 0, 0x82, 2, 2, 3]);
  expect(frames.frames([...messages])).toBe(together);
  expect(frames.frames(messages.slice(1))).not.toBe(together);
});
