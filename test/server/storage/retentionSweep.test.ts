import { describe, expect, test } from "vitest";
import type { Log } from "../../../server/log.ts";
import { openRetentionSweep } from "../../../server/storage/retentionSweep.ts";
import { StorageError, type PresentationRecord } from "../../../server/storage/storage.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";

const HOUR_MS = 60 * 60 * 1000;

function open() {
  const clock = new FakeClock();
  const { presentations, webhooks } = openMemoryStorage();
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
      presentedAtMs: undefined,
      awaySinceMs: undefined,
      seenAtMs: undefined,
      colleagueInvitation: undefined,
      ended: undefined,
    };
    return presentations.create(record, new Uint8Array([1]));
  };
  const sweep = () =>
    openRetentionSweep({ presentations, webhooks, clock, log, retentionMs: 24 * HOUR_MS });
  return { clock, presentations, errors, create, sweep };
}

describe("the sweep", () => {
  test("deletes buyers' names after the retention period", async () => {
    const { clock, presentations, create, sweep } = open();
    await create("old", clock.now() + HOUR_MS);
    await presentations.end("old", { atMs: clock.now(), reason: "ended" });
    const swept = sweep();
    clock.advance(24 * HOUR_MS);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await presentations.find("old")).toBeDefined();
    clock.advance(HOUR_MS);
    await untilHolds(async () => expect(await presentations.find("old")).toBeUndefined());
    swept.close();
  });

  test("continues after a storage failure", async () => {
    const { clock, presentations, errors, create, sweep } = open();
    await create("old", clock.now() + HOUR_MS);
    await presentations.end("old", { atMs: clock.now() - 25 * HOUR_MS, reason: "ended" });
    const deleteEndedBefore = presentations.deleteEndedBefore.bind(presentations);
    presentations.deleteEndedBefore = () => Promise.reject(new StorageError("locked"));
    const swept = sweep();
    await untilHolds(() => expect(errors).toMatchObject([{ code: "sweep_failed" }]));
    presentations.deleteEndedBefore = deleteEndedBefore;
    clock.advance(HOUR_MS);
    await untilHolds(async () => expect(await presentations.find("old")).toBeUndefined());
    swept.close();
    expect(clock.waiting).toBe(0);
  });
});
