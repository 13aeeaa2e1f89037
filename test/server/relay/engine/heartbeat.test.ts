import { describe, expect, test } from "vitest";
import { openHeartbeat } from "../../../../server/relay/engine/heartbeat.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";

/** A connection whose server responds until it hangs. */
class Connection {
  isHanging = false;
  asked = 0;
  async ping(): Promise<unknown> {
    this.asked += 1;
    return this.isHanging ? new Promise(() => undefined) : "PONG";
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function watch() {
  const clock = new FakeClock();
  const [one, other] = [new Connection(), new Connection()];
  const silences: number[] = [];
  const pulse = openHeartbeat(clock, [one, other], () => silences.push(clock.now()));
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.advance(100);
      await settle();
    }
  };
  await pass(5000);
  return { clock, one, other, silences, pulse, pass };
}

describe("the heartbeat of a connection", () => {
  test("a hanging server is detected on either connection within 3 s and not before 1 s", async () => {
    for (const which of ["one", "other"] as const) {
      const watched = await watch();
      watched[which].isHanging = true;
      const startedMs = watched.clock.now();
      await watched.pass(3000);
      const [noticedMs = 0] = watched.silences;
      expect(noticedMs - startedMs).toBeGreaterThan(1000);
      expect(noticedMs - startedMs).toBeLessThanOrEqual(3000);
    }
  });

  test("any received message counts as alive, even without a reply", async () => {
    const { one, silences, pulse, pass } = await watch();
    one.isHanging = true;
    for (let second = 0; second < 30; second++) {
      pulse.beat(one);
      await pass(1000);
    }
    expect(silences).toEqual([]);
  });

  test("a process that was busy itself reads the waiting replies first", async () => {
    const { clock, silences, pass } = await watch();
    clock.advance(800);
    clock.advance(800);
    await settle();
    await pass(5000);
    expect(silences).toEqual([]);
  });

  test("a failing ping does not count as silence, and pinging stops at the end", async () => {
    const { clock, one, other, silences, pulse, pass } = await watch();
    one.ping = () => Promise.reject(new Error("closed"));
    await pass(800);
    expect(silences).toEqual([]);
    pulse.stop();
    const { asked } = other;
    await pass(10_000);
    expect([other.asked, clock.waiting, silences]).toEqual([asked, 0, []]);
  });
});
