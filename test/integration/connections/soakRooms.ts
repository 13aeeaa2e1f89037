import { silentMetrics } from "../../support/room/observer.ts";
import {
  openTestRooms,
  settled,
  writeNumber,
  type TestRooms,
} from "../../support/room/roomsHarness.ts";

/**
 * Opens and closes rooms in a separate process, run with `--expose-gc`. Prints its memory before and after as one line
 * of JSON.
 */
const COUNT = Number(process.argv[2]);
const AT_ONCE = 100;
const AWAY_MS = 60_000;
const LIFE_MS = 100_000;
const PAST_ALL_MS = 140_000;

const frame = writeNumber(7);

/**
 * Rooms end in different ways: by the agent, by expiry when empty, by the agent's absence, or by expiry with
 * participants.
 */
async function live(test: TestRooms, id: string, way: number): Promise<void> {
  const record = await test.create(id, LIFE_MS);
  const agent = await test.enter(id, "agent");
  const buyer = await test.enter(id, "buyer");
  agent.receive(frame);
  switch (way) {
    case 0:
      await test.storage.presentations.end(id, { atMs: test.clock.now(), reason: "ended" });
      await test.rooms.end(record.room, "ended");
      return;
    case 1:
      buyer.leave();
      agent.leave();
      return;
    case 2:
      agent.leave();
      return;
    default:
      test.rooms.extend(record.room, test.clock.now() + LIFE_MS + 1000);
  }
}

async function liveMany(test: TestRooms, count: number, prefix: string): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const ids = Array.from({ length: AT_ONCE }, (_, offset) => from + offset);
    await Promise.all(ids.map((index) => live(test, `${prefix}${index}`, index % 4)));
    await test.pass(PAST_ALL_MS);
    await test.storage.presentations.deleteEndedBefore(Infinity);
  }
}

async function measure({ clock, storage }: TestRooms) {
  const open = await storage.presentations.listOpen();
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    await settled();
  }
  const heapBytes = process.memoryUsage().heapUsed;
  return { heapBytes, timers: clock.waiting, open: open.length };
}

let opened = 0;
let closed = 0;
const metrics = {
  ...silentMetrics,
  roomOpened: () => (opened += 1),
  roomClosed: () => (closed += 1),
};
const test = await openTestRooms({ awayMs: AWAY_MS, metrics });
const waitingFirst = test.clock.waiting;
await liveMany(test, 500, "warm");
const before = await measure(test);
await liveMany(test, COUNT, "room");
const after = await measure(test);
await test.rooms.close();
const timersClosed = test.clock.waiting;
process.stdout.write(JSON.stringify({ waitingFirst, before, after, opened, closed, timersClosed }));
