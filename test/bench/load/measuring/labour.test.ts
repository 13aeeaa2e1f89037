import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Deliveries } from "./deliveries.ts";
import { openLabour } from "./labour.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const agentInto = (said: string[], room: number) => ({
  change: (sequence: number) => void said.push(`${room} change ${sequence}`),
  point: (sequence: number) => void said.push(`${room} point ${sequence}`),
  close: () => undefined,
});

test("rooms take turns, each with its own sequence numbers", () => {
  const said: string[] = [];
  const work = { kind: "paced", changesPerSecond: 1, pointsPerSecond: 2 } as const;
  const agents = [agentInto(said, 0), agentInto(said, 1)];
  const labour = openLabour(agents, 1, work, new Deliveries(2, 2));
  labour.start();
  vi.advanceTimersByTime(990);
  labour.stop();
  const of = (room: number) => said.filter((text) => text.startsWith(`${room} `));
  expect(of(0)).toEqual(["0 change 1", "0 point 1", "0 point 2"]);
  expect(of(1)).toEqual(["1 point 1", "1 change 1", "1 point 2"]);
});

test("counted work keeps a fixed number in flight and ends when all have arrived", async () => {
  const said: string[] = [];
  const deliveries = new Deliveries(1, 2);
  const work = { kind: "counted", changes: 5, inFlight: 2 } as const;
  const labour = openLabour([agentInto(said, 0)], 2, work, deliveries);
  labour.start();
  expect(said).toEqual(["0 change 1", "0 change 2"]);
  let finished = false;
  void labour.finished().then(() => (finished = true));
  for (let sequence = 1; sequence <= 5; sequence += 1) {
    deliveries.received(0, 0, { kind: "change", sequence });
    await vi.advanceTimersByTimeAsync(1);
    expect(said.length).toBeLessThan(sequence + 2);
    deliveries.received(1, 0, { kind: "change", sequence });
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(said.at(-1)).toBe("0 change 5");
  expect(finished).toBe(true);
});
