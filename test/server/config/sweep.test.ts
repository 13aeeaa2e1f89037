import { describe, expect, test, vi } from "vitest";
import { openSweep } from "../../../server/sweep.ts";
import { StorageError, type PresentationRecord } from "../../../server/storage/storage.ts";
import type { Log } from "../../../server/telemetry/log.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openMemoryStorage } from "../../support/memoryStorage.ts";

const HOUR_MS = 60 * 60 * 1000;

function open() {
  const clock = new FakeClock();
  const storage = openMemoryStorage();
  const ends: unknown[] = [];
  const live = {
    viewers: () => [],
    reserveSeat: () => true,
    extend: () => undefined,
    end: async (room: string, reason: string) => {
      ends.push([room, reason]);
    },
  };
  const { presentations } = storage;
  const errors: object[] = [];
  const ignore = () => undefined;
  const log: Log = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    fatal: ignore,
    error: (fields) => void errors.push(fields),
  };
  const create = (id: string, expiresAtMs: number) => {
    const record: PresentationRecord = {
      id,
      room: id,
      project: "small",
      agent: { id: "agent", name: "" },
      buyerName: "Omar",
      secretHash: new Uint8Array(),
      pinHash: undefined,
      maxViewers: 1,
      createdAtMs: clock.now(),
      expiresAtMs,
      awaySinceMs: undefined,
      ended: undefined,
    };
    return presentations.create(record, new Uint8Array([1]));
  };
  const sweep = () => openSweep({ presentations, live, clock, log, retentionMs: 24 * HOUR_MS });
  return { clock, storage, presentations, ends, errors, create, sweep };
}

describe("the sweep", () => {
  test("ends what has expired, at the time it did, and leaves the rest", async () => {
    const { clock, presentations, ends, create, sweep } = open();
    const expiresAtMs = clock.now() + 10_000;
    await create("short", expiresAtMs);
    await create("long", expiresAtMs + HOUR_MS);
    const swept = sweep();
    clock.advance(30_000);
    await vi.waitFor(() => expect(ends).toEqual([["short", "expired"]]));
    const ended = { atMs: expiresAtMs, reason: "expired" };
    expect(await presentations.find("short")).toMatchObject({ ended });
    expect((await presentations.find("long"))?.ended).toBeUndefined();
    swept.close();
    expect(clock.waiting).toBe(0);
  });

  test("deletes buyers' names once they have been kept long enough", async () => {
    const { clock, presentations, create, sweep } = open();
    await create("old", clock.now() + HOUR_MS);
    await presentations.end("old", { atMs: clock.now(), reason: "ended" });
    const swept = sweep();
    clock.advance(24 * HOUR_MS);
    await presentations.listOpen();
    expect(await presentations.find("old")).toBeDefined();
    clock.advance(HOUR_MS);
    await vi.waitFor(async () => expect(await presentations.find("old")).toBeUndefined());
    swept.close();
  });

  test("goes on after storage failed", async () => {
    const { clock, storage, presentations, ends, errors, create, sweep } = open();
    await create("short", clock.now() + 10_000);
    const listOpen = presentations.listOpen.bind(presentations);
    storage.presentations.listOpen = () => Promise.reject(new StorageError("locked"));
    const swept = sweep();
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: "sweep_failed" }]));
    storage.presentations.listOpen = listOpen;
    clock.advance(30_000);
    await vi.waitFor(() => expect(ends).toEqual([["short", "expired"]]));
    swept.close();
  });
});
