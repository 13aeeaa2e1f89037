import { describe, expect, test } from "vitest";
import { openDeferredStorage } from "../../../server/storage/deferred/deferredStorage.ts";
import { StorageError, type PresentationStorage } from "../../../server/storage/storage.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { silentLog } from "../../support/room/observer.ts";
import { settled } from "../../support/room/roomsHarness.ts";
import { bytes, record } from "./records.ts";

const WRITES = [
  "end",
  "setExpiry",
  "setAgentName",
  "withdrawColleagues",
  "erase",
  "recordVisit",
  "addHeart",
  "removeHeart",
] as const;

/** Storage whose writes, or all calls, can be made to fail. */
async function openFailing(remembersRecords = false) {
  const clock = new FakeClock();
  const kept = openMemoryStorage();
  let failing: readonly string[] = [];
  const presentations = Object.fromEntries(
    Object.entries(kept.presentations).map(([name, call]: [string, (...a: never[]) => unknown]) => [
      name,
      async (...args: never[]) => {
        if (failing.includes(name)) throw new StorageError("the disk is full");
        return call(...args);
      },
    ]),
  ) as unknown as PresentationStorage;
  const storage = openDeferredStorage(
    { ...kept, presentations },
    { clock, log: silentLog, remembersRecords },
  );
  const live = { room: "room", colleagueInvitation: "invited", expiresAtMs: 60_000 };
  await storage.presentations.create(record("p", live), bytes(0));
  return {
    clock,
    kept: kept.presentations,
    storage,
    presentations: storage.presentations,
    fail: (names: readonly string[]) => (failing = names),
    /** Makes storage work again, and waits for the next attempt. */
    mend: async () => {
      failing = [];
      clock.advance(1000);
      await settled();
    },
  };
}

const ended = { atMs: 5, reason: "ended" } as const;
const visit = { participant: "b", name: "Layla", joinedAtMs: 3, leftAtMs: undefined };
const heart = { participant: "b", unit: "b1-1", atMs: 4 };

describe("while storage accepts no writes", () => {
  test("ends, expiries, names, withdrawals, visits and hearts apply at once and are written later", async () => {
    const { presentations, kept, storage, fail, mend } = await openFailing();
    fail(WRITES);
    await presentations.setExpiry("p", 90_000);
    await presentations.setAgentName("p", "Omar");
    await presentations.withdrawColleagues("p");
    await presentations.recordVisit("p", visit);
    expect(await presentations.addHeart("p", heart, 9)).toBe("kept");
    expect(await presentations.end("p", ended)).toEqual(ended);
    expect(await presentations.end("p", { ...ended, atMs: 9 })).toEqual(ended);
    const held = await presentations.find("p");
    expect(held).toMatchObject({ expiresAtMs: 90_000, colleagueInvitation: undefined, ended });
    expect(held?.agent.name).toBe("Omar");
    expect(await presentations.listOpen()).toEqual([]);
    expect(await presentations.listVisits("p")).toEqual([visit]);
    expect(await presentations.listHearts("p")).toEqual([heart]);
    expect((await kept.find("p"))?.ended).toBeUndefined();
    expect([storage.isPending("p"), await storage.flush()]).toEqual([true, 6]);
    await mend();
    expect(await kept.find("p")).toEqual(held);
    expect(await kept.listVisits("p")).toEqual([visit]);
    expect(await kept.listHearts("p")).toEqual([heart]);
    expect([storage.isPending("p"), await storage.flush()]).toEqual([false, 0]);
  });

  test("a removed heart stays removed, and an erased presentation is not found", async () => {
    const { presentations, kept, fail, mend } = await openFailing();
    await presentations.addHeart("p", heart, 9);
    fail(WRITES);
    await presentations.removeHeart("p", "b", "b1-1");
    expect(await presentations.listHearts("p")).toEqual([]);
    expect(await presentations.erase("p")).toBe("later");
    expect(await presentations.find("p")).toBeUndefined();
    await presentations.recordVisit("p", visit);
    await mend();
    expect(await kept.find("p")).toBeUndefined();
  });

  test("visits and hearts are held up to a limit, and ends beyond it", async () => {
    const { presentations, kept, storage, fail, mend } = await openFailing();
    await kept.create(record("other", { room: "other" }), bytes(0));
    fail(WRITES);
    const join = (id: string, place: number) =>
      presentations.recordVisit(id, { ...visit, participant: `b${place}` });
    for (let place = 0; place < 2500; place += 1) await join("p", place);
    const heartOf = (participant: string) =>
      presentations.addHeart("p", { ...heart, participant }, 9);
    await expect(heartOf("b")).rejects.toThrow(StorageError);
    expect(await storage.flush()).toBe(2000);
    await presentations.recordVisit("p", { ...visit, participant: "b0", leftAtMs: 9 });
    await join("other", 0);
    expect(await presentations.end("p", ended)).toEqual(ended);
    expect(await storage.flush()).toBe(2002);
    await mend();
    expect(await storage.flush()).toBe(0);
    expect((await kept.listVisits("p"))[0]).toMatchObject({ participant: "b0", leftAtMs: 9 });
    expect(await kept.listVisits("other")).toHaveLength(1);
    expect((await kept.find("p"))?.ended).toEqual(ended);
    fail(WRITES);
    expect(await heartOf("b")).toBe("kept");
  });

  test("a failure for another reason than storage is not deferred", async () => {
    const { presentations, storage, kept } = await openFailing();
    kept.end = async () => Promise.reject(new TypeError("a mistake"));
    await expect(presentations.create(record("p"), bytes(0))).rejects.toThrow("exists");
    expect(storage.isPending("p")).toBe(false);
  });

  test("unresponsive storage delays a call by one second", async () => {
    const { presentations, clock, kept, storage } = await openFailing();
    const end = kept.end.bind(kept);
    const { promise, resolve } = Promise.withResolvers<typeof ended>();
    kept.end = () => promise;
    const stuck = openDeferredStorage(
      { ...openMemoryStorage(), presentations: kept },
      { clock, log: silentLog, remembersRecords: false },
    );
    const answered = stuck.presentations.end("p", ended);
    clock.advance(1000);
    expect(await answered).toEqual(ended);
    kept.end = end;
    resolve(ended);
    clock.advance(1000);
    await settled();
    expect((await kept.find("p"))?.ended).toEqual(ended);
    expect([await presentations.listOpen(), storage.isPending("p")]).toEqual([[], false]);
  });
});

test("while reads fail too, open presentations are returned from the cache", async () => {
  const { presentations, fail, mend } = await openFailing(true);
  fail([...WRITES, "find", "listOpen"]);
  expect((await presentations.find("p"))?.id).toBe("p");
  await expect(presentations.find("q")).rejects.toThrow(StorageError);
  await presentations.end("p", ended);
  expect((await presentations.find("p"))?.ended).toEqual(ended);
  await mend();
  expect((await presentations.find("p"))?.ended).toEqual(ended);
});
