import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { readState } from "../../../schema/presentation/document.ts";
import {
  StorageError,
  type DocumentStorage,
  type Storage,
} from "../../../server/storage/storage.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { openTestRooms, settled, writeNumber } from "../../support/room/roomsHarness.ts";

const HOUR_MS = 3_600_000;

/** Storage whose document calls can be delayed or fail, and are recorded. */
function openSlowStorage() {
  const storage = openMemoryStorage();
  const calls: string[] = [];
  let gate: Promise<void> | undefined;
  let broken = false;
  const pass = async (name: string): Promise<void> => {
    calls.push(name);
    await gate;
    if (broken) throw new StorageError("away");
  };
  const documents: DocumentStorage = {
    load: async (room) => pass("load").then(() => storage.documents.load(room)),
    append: async (room, updates) =>
      pass("append").then(() => storage.documents.append(room, updates)),
    compact: async (room, snapshot, replaced) =>
      pass("compact").then(() => storage.documents.compact(room, snapshot, replaced)),
  };
  return {
    storage: { ...storage, documents } satisfies Storage,
    kept: storage.documents,
    calls,
    fail: (failing: boolean) => {
      broken = failing;
    },
    /** Delays every call until the returned function is called. */
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
  };
}

async function keptNumber(documents: DocumentStorage): Promise<number | undefined> {
  const doc = new Y.Doc();
  for (const { bytes } of (await documents.load("room-p")) ?? []) Y.applyUpdate(doc, bytes);
  const state = readState(doc);
  return state.ok ? state.value.filters.price?.min : undefined;
}

describe("trap 12: one load and one unload at a time", () => {
  test("a participant who joins while a room is loading waits for the same load", async () => {
    const slow = openSlowStorage();
    const { create, enter, rooms } = await openTestRooms({
      awayMs: HOUR_MS,
      storage: slow.storage,
    });
    await create("p", HOUR_MS);
    const release = slow.hold();
    const both = [enter("p", "agent"), enter("p", "buyer")];
    await settled();
    release();
    expect((await Promise.all(both)).map(({ refused }) => refused)).toEqual([undefined, undefined]);
    expect(slow.calls.filter((call) => call === "load")).toHaveLength(1);
    expect(await rooms.viewers("room-p")).toHaveLength(1);
  });

  test("a room with unwritten updates is not evicted: later participants find all of it", async () => {
    const slow = openSlowStorage();
    const { create, enter, pass, rooms } = await openTestRooms({
      awayMs: HOUR_MS,
      storage: slow.storage,
    });
    await create("p", HOUR_MS);
    const agent = await enter("p", "agent");
    const release = slow.hold();
    agent.receive(writeNumber(7));
    agent.leave();
    await pass(40_000);
    const buyer = enter("p", "buyer");
    await settled();
    release();
    expect((await buyer).refused).toBeUndefined();
    await pass(1000);
    expect(await rooms.viewers("room-p")).toHaveLength(1);
    expect(slow.calls).toEqual(["load", "append"]);
    expect(await keptNumber(slow.kept)).toBe(7);
  });

  test("a room that failed to load is not stored, and opens once storage is back", async () => {
    const slow = openSlowStorage();
    const { create, enter, pass } = await openTestRooms({ awayMs: HOUR_MS, storage: slow.storage });
    await create("p", HOUR_MS);
    const before = await slow.kept.load("room-p");
    slow.fail(true);
    expect((await enter("p", "agent")).refused).toBe("overload");
    await pass(60_000);
    expect(slow.calls).toEqual(["load"]);
    expect(await slow.kept.load("room-p")).toEqual(before);
    slow.fail(false);
    expect((await enter("p", "agent")).refused).toBeUndefined();
  });
});

describe("a single process with an open room", () => {
  /** Opens a room, then makes storage stop responding. */
  async function openStalled() {
    const storage = openMemoryStorage();
    const { presentations } = storage;
    let isStalled = false;
    const never = new Promise<never>(() => undefined);
    const find = (id: string) => (isStalled ? never : presentations.find(id));
    const test = await openTestRooms({
      awayMs: HOUR_MS,
      storage: { ...storage, presentations: { ...presentations, find } },
    });
    const { room } = await test.create("p", HOUR_MS);
    await test.enter("p", "agent");
    isStalled = true;
    return { ...test, room };
  }

  test("admits participants without storage", async () => {
    const { enter } = await openStalled();
    expect((await enter("p", "buyer")).refused).toBeUndefined();
  });

  test("and applies extensions and the end", async () => {
    const { enter, rooms, room, clock, pass, storage } = await openStalled();
    const untilMs = clock.now() + 2 * HOUR_MS;
    await storage.presentations.setExpiry("p", untilMs);
    rooms.extend(room, untilMs);
    await pass(HOUR_MS + 1000);
    const late = await enter("p", "buyer", "buyer:late");
    expect(late.refused).toBeUndefined();
    await rooms.end(room, "ended");
    expect(late.connection.closed).toBe("ended");
    let refused: string | undefined = "nothing yet";
    void enter("p", "buyer", "buyer:later").then((visitor) => (refused = visitor.refused));
    await settled();
    expect(refused).toBe("nothing yet");
  });
});
