import { describe, expect, test } from "vitest";
import { ConnectionLimit } from "../../../server/gateway/connectionLimit.ts";
import type { Relay } from "../../../server/relay/relay.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openRelayHub } from "../../support/nodes/memoryRelay.ts";

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function openProcesses(limit: number) {
  const clock = new FakeClock();
  const hub = openRelayHub({ clock });
  const open = () => {
    const relay = hub.open();
    return { relay, counter: new ConnectionLimit({ limit, relay, isSingleNode: false, clock }) };
  };
  /** Time goes by in steps, each with all that follows from it. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1000) {
      clock.advance(1000);
      await settle();
    }
  };
  return { clock, here: open(), there: open(), pass };
}

describe("the sockets of an address", () => {
  test("are counted over all processes, and each process counts on while it is alone", async () => {
    const { here, there, pass } = openProcesses(2);
    const [first, second] = [await here.counter.acquire("a"), await there.counter.acquire("a")];
    expect([first?.network, second?.network]).toEqual(["a", "a"]);
    expect(await here.counter.acquire("a")).toBeUndefined();
    expect(await here.counter.acquire("b")).toBeDefined();
    here.relay.cut();
    expect(await here.counter.acquire("a")).toBeDefined();
    expect(await here.counter.acquire("a")).toBeUndefined();
    here.relay.heal();
    await pass(20_000);
    first?.release();
    first?.release();
    second?.release();
    expect(await there.counter.acquire("a")).toBeDefined();
    expect(await there.counter.acquire("a")).toBeUndefined();
  });

  test("are held for as long as they are open, and lapse with a process that dies", async () => {
    const { here, there, pass } = openProcesses(1);
    const place = await here.counter.acquire("a");
    await pass(300_000);
    expect(await there.counter.acquire("a")).toBeUndefined();
    here.counter.close();
    await pass(61_000);
    expect(await there.counter.acquire("a")).toBeDefined();
    place?.release();
  });

  test("are turned away without asking anybody once there are too many here", async () => {
    const clock = new FakeClock();
    let asked = 0;
    const { node, leases } = openRelayHub({ clock }).open();
    const counting: Relay["leases"] = {
      take: (...lease) => {
        asked += 1;
        return leases.take(...lease);
      },
      release: (...lease) => leases.release(...lease),
      list: (set) => leases.list(set),
    };
    const relay = { node, leases: counting };
    const counter = new ConnectionLimit({ limit: 3, relay, isSingleNode: false, clock });
    const taken = await Promise.all(Array.from({ length: 50 }, () => counter.acquire("a")));
    expect(taken.filter((place) => place !== undefined)).toHaveLength(3);
    expect(asked).toBe(3);
    for (const place of taken) place?.release();
    expect(await leases.list("address:a")).toEqual([]);
    counter.close();
    expect(clock.waiting).toBe(0);
  });

  test("are counted without a lease each where there is one process", async () => {
    const clock = new FakeClock();
    const relay = openRelayHub({ clock }).open();
    const counter = new ConnectionLimit({ limit: 2, relay, isSingleNode: true, clock });
    const [first] = [await counter.acquire("a"), await counter.acquire("a")];
    expect(await counter.acquire("a")).toBeUndefined();
    expect(await relay.leases.list("address:a")).toEqual([]);
    first?.release();
    first?.release();
    expect(await counter.acquire("a")).toBeDefined();
    expect(await counter.acquire("a")).toBeUndefined();
  });
});
