import { expect, test } from "vitest";
import type { Moment } from "../../../../schema/history/moment.ts";
import { Journal } from "../../../../server/rooms/document/journal.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { openMemoryStorage } from "../../../support/server/memory/memoryStorage.ts";
import { bytes, record } from "../../storage/records.ts";

const ROOM = "room-p";

const zoomed = (n: number, zoom: number): Moment => ({
  at: 1_000_000,
  node: "node",
  n,
  kind: "camera",
  camera: { target: "masterplan:site", x: 0, y: 0, zoom },
});

/** A room's journal in one process; its document is the list of loaded and written pieces. */
async function openJournals() {
  const storage = openMemoryStorage();
  await storage.presentations.create(record("p"), bytes(0));
  const clock = new FakeClock();
  const failures: unknown[] = [];
  const open = async () => {
    const pieces = (await storage.documents.load(ROOM)) ?? [];
    const document = pieces.flatMap((piece) => Array.from(piece.bytes));
    const journal = new Journal(
      storage.documents,
      {
        id: ROOM,
        positions: pieces.map(({ position }) => position),
        document: { snapshot: () => Uint8Array.from(document) },
      },
      clock,
      { storageFailed: (_room, error) => failures.push(error) },
    );
    const write = async (value: number) => {
      document.push(value);
      journal.append(bytes(value));
      await journal.flush();
    };
    return { journal, write };
  };
  const kept = async () => (await storage.documents.load(ROOM)) ?? [];
  const values = async () =>
    (await kept()).flatMap((piece) => Array.from(piece.bytes)).toSorted((a, b) => a - b);
  return { storage, open, kept, values, failures };
}

test("a compaction keeps pieces that another process wrote meanwhile", async () => {
  const { storage, open, kept, values } = await openJournals();
  const own = await open();
  for (let value = 1; value <= 60; value++) await own.write(value);
  await storage.documents.append(ROOM, [bytes(200)]);
  for (let value = 61; value <= 120; value++) await own.write(value);
  expect((await kept()).length).toBeLessThan(60);
  expect(await values()).toEqual([...Array.from({ length: 121 }, (_, value) => value), 200]);
});

test("the next process to open the room merges the pieces of two processes", async () => {
  const { open, kept, values } = await openJournals();
  const [one, other] = [await open(), await open()];
  for (let value = 1; value <= 70; value++) await one.write(value);
  for (let value = 71; value <= 140; value++) await other.write(value);
  expect(await kept()).toHaveLength(141);
  const next = await open();
  await next.write(141);
  expect(await kept()).toHaveLength(1);
  expect(await values()).toEqual(Array.from({ length: 142 }, (_, value) => value));
});

test("a room erased elsewhere stays erased, and the journal ends", async () => {
  const { storage, open, kept, failures } = await openJournals();
  const { journal, write } = await open();
  await write(1);
  await storage.presentations.erase("p");
  for (let value = 2; value < 120; value++) await write(value);
  expect(journal.isWritten).toBe(true);
  expect(await kept()).toEqual([]);
  expect(failures).toEqual([]);
});

test("the journals of all rooms write to storage at the same moment", async () => {
  const clock = new FakeClock(1_000_010);
  const askedAtMs: number[] = [];
  const storage = openMemoryStorage();
  const documents = {
    ...storage.documents,
    append: async () => {
      askedAtMs.push(clock.now());
      return [];
    },
  };
  const open = (id: string) =>
    new Journal(documents, { id, positions: [], document: { snapshot: () => bytes(0) } }, clock, {
      storageFailed: () => undefined,
    });
  const [one, other] = [open("one"), open("other")];
  one.append(bytes(1));
  clock.advance(25);
  other.append(bytes(2));
  clock.advance(14);
  expect(askedAtMs).toEqual([]);
  clock.advance(1);
  expect(askedAtMs).toEqual([1_000_050, 1_000_050]);
});

test("moments that storage refused are written once each, in order and in their latest version", async () => {
  const clock = new FakeClock();
  const written: (readonly Moment[])[] = [];
  let isAway = true;
  const documents = {
    ...openMemoryStorage().documents,
    append: async (_room: string, _updates: readonly Uint8Array[], moments?: readonly Moment[]) => {
      if (isAway) {
        journal.keep(zoomed(3, 9));
        journal.keep(zoomed(2, 8));
        throw new Error("disk full");
      }
      written.push([...(moments ?? [])]);
      return [];
    },
  };
  const room = { id: "room", positions: [], document: { snapshot: () => bytes(0) } };
  const journal = new Journal(documents, room, clock, { storageFailed: () => undefined });
  for (const [n, zoom] of [
    [1, 1],
    [2, 2],
    [1, 7],
  ] as const) {
    journal.keep(zoomed(n, zoom));
  }
  expect(await journal.flush()).toBe(false);
  isAway = false;
  expect(await journal.flush()).toBe(true);
  expect(written).toEqual([[zoomed(1, 7), zoomed(2, 8), zoomed(3, 9)]]);
});
