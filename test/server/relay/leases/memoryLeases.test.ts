import { describe, expect, test } from "vitest";
import { openLocalRelay } from "../../../../server/relay/local.ts";
import { MemoryLeases } from "../../../../server/relay/leases/memoryLeases.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { openRelayHub } from "../../../support/nodes/memoryRelay.ts";

const lease = (holder: string) => ({ holder, about: "" });
const bytes = (count: number) => new Uint8Array(count).fill(7);

describe("the relay of one process", () => {
  test("is up, keeps leases and counts, and sends and receives nothing", async () => {
    const clock = new FakeClock();
    const relay = openLocalRelay(clock, bytes);
    const told: string[] = [];
    const events = { received: () => told.push("received"), missed: () => told.push("missed") };
    const channel = relay.open("room", events);
    channel.publish(bytes(1));
    relay.publish("room", bytes(1));
    await relay.ping();
    expect([relay.isUp, relay.node, told]).toEqual([true, "07".repeat(8), []]);
    expect(await relay.leases.take("set", lease("a"), 1, 1000)).toBe(true);
    expect(await relay.leases.take("set", lease("b"), 1, 1000)).toBe(false);
    clock.advance(1000);
    expect(await relay.leases.take("set", lease("b"), 1, 1000)).toBe(true);
    const limit = { points: 1, durationSeconds: 60 };
    await relay.limiter("joins", limit).consume("key");
    await expect(relay.limiter("joins", limit).consume("key")).rejects.toMatchObject({
      consumedPoints: 2,
    });
    await relay.limiter("hearts", limit).consume("key");
    await relay.close();
    expect(clock.waiting).toBe(0);
  });
});

describe("leases in memory", () => {
  test("unused sets are removed from memory", async () => {
    const clock = new FakeClock();
    const leases = new MemoryLeases(clock);
    for (let index = 0; index < 5000; index++) {
      await leases.take(`set-${index}`, lease("a"), 1, 1000);
      clock.advance(10);
    }
    expect(leases.size).toBeLessThan(1500);
  });
});

describe("leases with a fallback", () => {
  test("a lease that lapsed locally is not kept beyond the shared limit", async () => {
    const clock = new FakeClock();
    const hub = openRelayHub({ clock });
    const [here, there] = [hub.open(), hub.open()];
    await here.leases.take("set", lease("a"), 1, 1000);
    clock.advance(1000);
    expect(await there.leases.take("set", lease("b"), 1, 1000)).toBe(true);
    expect(await here.leases.take("set", lease("a"), 1, 1000)).toBe(false);
  });

  test("a lease released during an outage lapses on the others", async () => {
    const clock = new FakeClock();
    const hub = openRelayHub({ clock });
    const [here, there] = [hub.open(), hub.open()];
    await here.leases.take("set", lease("a"), 1, 1000);
    here.cut();
    await here.leases.release("set", "a");
    expect(await here.leases.list("set")).toEqual([]);
    expect(await there.leases.list("set")).toEqual([lease("a")]);
    here.heal();
    clock.advance(1000);
    expect(await here.leases.list("set")).toEqual([]);
  });
});
