import pg from "pg";
import { describe, expect, test } from "vitest";
import { bytes, failsAsStorage, record } from "../../server/storage/records.ts";
import { openProcess, usePostgres } from "./postgresFixture.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";
import { promised } from "../../support/clock/promised.ts";

const postgres = usePostgres();
const SOON_MS = promised(3000);

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function openOne() {
  const told: Error[] = [];
  const url = await postgres().createDatabase();
  const storage = await openProcess(url, (error) => told.push(error));
  await storage.presentations.create(record("p"), bytes(0));
  const append = (value: number) => storage.documents.append("room-p", [bytes(value)]);
  const kept = async () =>
    (await storage.documents.load("room-p"))?.map((piece) => piece.bytes[0] ?? -1);
  /** Resolves once a call succeeds again without intervention. */
  const back = () => untilHolds(() => storage.ping());
  return { url, storage, told, append, kept, back };
}

describe("PostgreSQL away", () => {
  test("acknowledged writes survive kill -9, and calls recover by themselves", async () => {
    const { append, kept, back, told } = await openOne();
    const acknowledged: number[] = [];
    const writing = (async () => {
      for (let value = 1; value < 250; value++) {
        await append(value);
        acknowledged.push(value);
      }
    })().catch((error: unknown) => error);
    await untilHolds(() => expect(acknowledged.length).toBeGreaterThan(20));
    await postgres().kill();
    expect(await writing).toMatchObject(failsAsStorage);
    await expect(append(251)).rejects.toMatchObject(failsAsStorage);
    await postgres().start();
    await back();
    const after = (await kept()) ?? [];
    expect(after.slice(0, acknowledged.length + 1)).toEqual([0, ...acknowledged]);
    expect(after.length).toBeLessThanOrEqual(acknowledged.length + 2);
    expect(await append(252)).toHaveLength(1);
    for (const error of told) expect(error).toMatchObject(failsAsStorage);
  });

  test("lost idle connections do no harm", async () => {
    const { storage, told, kept, back } = await openOne();
    await Promise.all(Array.from({ length: 20 }, () => storage.ping()));
    await postgres().stop();
    await untilHolds(() => expect(told.length).toBeGreaterThan(0));
    await postgres().start();
    await back();
    expect(await kept()).toEqual([0]);
  });

  test("calls to a suspended server fail soon, whatever their number", async () => {
    const { storage, append, kept, back } = await openOne();
    await Promise.all(Array.from({ length: 10 }, () => storage.ping()));
    await postgres().pause();
    const calls = async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, value) => append(value + 1)),
      );
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ status: "rejected", reason: failsAsStorage });
      }
    };
    expect(await tookMs(calls)).toBeLessThan(SOON_MS);
    expect(await tookMs(calls)).toBeLessThan(SOON_MS);
    await postgres().resume();
    await back();
    await append(99);
    expect((await kept())?.at(-1)).toBe(99);
  });

  test("a storage can be closed while the server is suspended", async () => {
    const { storage, append } = await openOne();
    await postgres().pause();
    const appended = append(1).catch((error: unknown) => error);
    expect(await tookMs(() => storage.close())).toBeLessThan(SOON_MS);
    expect(await appended).toMatchObject(failsAsStorage);
    await postgres().resume();
  });

  test("a stalled process blocks only its own presentation", async () => {
    const { storage, url, kept, append } = await openOne();
    await storage.presentations.create(record("other"), bytes(0));
    const stalled = new pg.Client({ connectionString: url });
    await stalled.connect();
    await stalled.query("BEGIN; SELECT 1 FROM offplan.presentations WHERE id = 'p' FOR UPDATE");
    const appended = append(1).catch((error: unknown) => error);
    expect(await tookMs(() => appended)).toBeLessThan(SOON_MS);
    expect(await appended).toMatchObject({
      ...failsAsStorage,
      message: expect.stringContaining("in time") as string,
    });
    await storage.presentations.touch(["p", "other"], 5000);
    const seenAtMs = async (id: string) => (await storage.presentations.find(id))?.seenAtMs;
    expect([await seenAtMs("p"), await seenAtMs("other")]).toEqual([undefined, 5000]);
    await stalled.end();
    await storage.presentations.touch(["p"], 6000);
    expect(await seenAtMs("p")).toBe(6000);
    expect(await kept()).toEqual([0]);
  });
});
