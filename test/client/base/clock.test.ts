import { describe, expect, test } from "vitest";
import { openServerTime } from "../../../client/base/clock.ts";

const MINUTE_MS = 60_000;
const SERVER_MS = Date.UTC(2026, 0, 1);

/** A device whose clock is off by `byMs`, with a manual monotonic clock. */
function device(byMs: number) {
  let nowMs = SERVER_MS + byMs;
  const time = openServerTime(() => nowMs);
  const pass = (ms: number) => void (nowMs += ms);
  return { time, pass, now: () => nowMs };
}

describe("trap 32: the server's time", () => {
  test.each([57, -57, 0])("on a device %s minutes wrong is the server's", (minutes) => {
    const { time, pass, now } = device(minutes * MINUTE_MS);
    const askedAtMs = now();
    pass(80);
    time.hear(SERVER_MS + 40, askedAtMs);
    expect(time.now()).toBe(SERVER_MS + 80);
    pass(MINUTE_MS);
    expect(time.now()).toBe(SERVER_MS + 80 + MINUTE_MS);
  });

  test("is this device's until the server's first answer", () => {
    expect(device(MINUTE_MS).time.now()).toBe(SERVER_MS + MINUTE_MS);
  });

  test("is corrected after a sleep that stopped the monotonic clock, and notifies its readers", () => {
    const { time, now } = device(0);
    time.hear(SERVER_MS, now());
    let told = 0;
    const stop = time.subscribe(() => (told += 1));
    time.hear(SERVER_MS + 20 * MINUTE_MS, now());
    expect(time.now()).toBe(SERVER_MS + 20 * MINUTE_MS);
    stop();
    time.hear(SERVER_MS, now());
    expect(told).toBe(1);
  });

  test("is unchanged by a slow answer that adds no precision", () => {
    const { time, pass, now } = device(0);
    time.hear(SERVER_MS, now());
    const askedAtMs = now();
    pass(3_000);
    time.hear(SERVER_MS + 2_900, askedAtMs);
    expect(time.now()).toBe(SERVER_MS + 3_000);
  });
});
