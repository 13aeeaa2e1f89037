import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PresentationRecord, Storage } from "../../../server/storage/storage.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

const record = (id: string, more: Partial<PresentationRecord> = {}): PresentationRecord => ({
  id,
  room: `room-${id}`,
  project: "small",
  agent: { id: "agent", name: "Ana" },
  buyerName: undefined,
  secretHash: bytes(1, 2, 3),
  pinHash: undefined,
  maxViewers: 50,
  createdAtMs: 1000,
  expiresAtMs: 2000,
  presentedAtMs: undefined,
  awaySinceMs: undefined,
  ended: undefined,
  ...more,
});

const failsAsStorage = { name: "StorageError", code: "storage_failed" };

/** What every storage does. `open` makes an empty one. */
export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(`${name} keeps the storage contract`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());

    describeDocuments(() => storage);
    describePresentations(() => storage);
    describeUnits(() => storage);

    test("answers a ping while open", async () => {
      await expect(storage.ping()).resolves.toBeUndefined();
    });

    test("closing finishes what is under way, happens once, and refuses what comes after", async () => {
      const appended = storage.documents.append("r", [bytes(1)]);
      await Promise.all([storage.close(), storage.close()]);
      await expect(appended).resolves.toBeUndefined();
      await expect(storage.documents.load("r")).rejects.toMatchObject(failsAsStorage);
      await expect(storage.ping()).rejects.toMatchObject(failsAsStorage);
    });
  });
}

function describeDocuments(storage: () => Storage): void {
  test("a room that was never kept is undefined, not empty", async () => {
    expect(await storage().documents.load("nowhere")).toBeUndefined();
    await storage().documents.append("nowhere", []);
    expect(await storage().documents.load("nowhere")).toBeUndefined();
  });

  test("updates come back in the order of the calls, room by room", async () => {
    const { documents } = storage();
    await Promise.all([
      documents.append("a", [bytes(1), bytes(2)]),
      documents.append("b", [bytes(9)]),
      documents.append("a", [bytes(3)]),
    ]);
    expect(await documents.load("a")).toEqual([bytes(1), bytes(2), bytes(3)]);
    expect(await documents.load("b")).toEqual([bytes(9)]);
  });

  test("keeps the view and not the buffer it is cut from", async () => {
    const { documents } = storage();
    await documents.append("a", [bytes(0, 7, 8, 0).subarray(1, 3)]);
    expect(await documents.load("a")).toEqual([bytes(7, 8)]);
  });

  test("compaction puts the snapshot before what was appended meanwhile", async () => {
    const { documents } = storage();
    await documents.append("a", [bytes(1), bytes(2)]);
    await documents.append("a", [bytes(3)]);
    await documents.compact("a", bytes(12), 2);
    expect(await documents.load("a")).toEqual([bytes(12), bytes(3)]);
    await documents.compact("a", bytes(123), 2);
    await documents.append("a", [bytes(4)]);
    expect(await documents.load("a")).toEqual([bytes(123), bytes(4)]);
  });

  test("compaction of one room leaves the others", async () => {
    const { documents } = storage();
    await documents.append("a", [bytes(1)]);
    await documents.append("b", [bytes(2)]);
    await documents.append("a", [bytes(3)]);
    await documents.compact("a", bytes(13), 2);
    expect(await documents.load("b")).toEqual([bytes(2)]);
  });

  test("a compaction of more than there is fails and changes nothing", async () => {
    const { documents } = storage();
    await documents.append("a", [bytes(1)]);
    const [compacted, appended] = await Promise.allSettled([
      documents.compact("a", bytes(9), 2),
      documents.append("b", [bytes(5)]),
    ]);
    expect(compacted).toMatchObject({ status: "rejected", reason: failsAsStorage });
    expect(appended.status).toBe("fulfilled");
    expect(await documents.load("a")).toEqual([bytes(1)]);
    expect(await documents.load("b")).toEqual([bytes(5)]);
  });
}

function describePresentations(storage: () => Storage): void {
  test("a presentation comes back as it was given, with its document", async () => {
    const { presentations, documents } = storage();
    const full = record("p1", {
      buyerName: "Omar",
      pinHash: bytes(4, 5),
      presentedAtMs: 1200,
      awaySinceMs: 1500,
      ended: { atMs: 1800, reason: "away" },
    });
    await presentations.create(full, bytes(7));
    await presentations.create(record("p2"), bytes(8));
    expect(await presentations.find("p1")).toEqual(full);
    expect(await presentations.find("p2")).toEqual(record("p2"));
    expect(await presentations.find("p3")).toBeUndefined();
    expect(await documents.load("room-p1")).toEqual([bytes(7)]);
  });

  test("a second one of the same id fails and leaves the first and its document", async () => {
    const { presentations, documents } = storage();
    await presentations.create(record("p1"), bytes(7));
    const again = presentations.create(record("p1", { buyerName: "Eve" }), bytes(8));
    await expect(again).rejects.toMatchObject(failsAsStorage);
    expect(await presentations.find("p1")).toEqual(record("p1"));
    expect(await documents.load("room-p1")).toEqual([bytes(7)]);
  });

  test("lists an agent's own, newest first, and the open ones", async () => {
    const { presentations } = storage();
    await presentations.create(record("old", { createdAtMs: 1 }), bytes(0));
    await presentations.create(record("other", { agent: { id: "b", name: "B" } }), bytes(0));
    await presentations.create(record("new", { createdAtMs: 3 }), bytes(0));
    await presentations.create(record("newer", { createdAtMs: 3 }), bytes(0));
    const own = await presentations.listByAgent("agent");
    expect(own.map(({ id }) => id)).toEqual(["newer", "new", "old"]);
    await presentations.end("new", { atMs: 5, reason: "ended" });
    const open = await presentations.listOpen();
    expect(open.map(({ id }) => id).toSorted()).toEqual(["newer", "old", "other"]);
  });

  test("moves the expiry and the agent's absence, and the first end wins", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    await presentations.setExpiry("p", 9000);
    await presentations.setAwaySince("p", 4000);
    expect(await presentations.find("p")).toMatchObject({ expiresAtMs: 9000, awaySinceMs: 4000 });
    await presentations.setPresent("p", 4500);
    await presentations.end("p", { atMs: 5000, reason: "away" });
    await presentations.end("p", { atMs: 6000, reason: "ended" });
    expect(await presentations.find("p")).toMatchObject({
      awaySinceMs: undefined,
      ended: { atMs: 5000, reason: "away" },
    });
  });

  test("the agent's first coming is kept, its absence ends with each", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    await presentations.create(record("other"), bytes(0));
    await presentations.setPresent("p", 1500);
    expect(await presentations.find("p")).toEqual(record("p", { presentedAtMs: 1500 }));
    await presentations.setAwaySince("p", 1600);
    await presentations.setPresent("p", 1700);
    expect(await presentations.find("p")).toEqual(record("p", { presentedAtMs: 1500 }));
    expect(await presentations.find("other")).toEqual(record("other"));
  });

  test("a participant's later visit replaces the earlier, but for when it began", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    const visit = { participant: "buyer:1", name: "Omar", joinedAtMs: 20, leftAtMs: undefined };
    const other = { participant: "buyer:0", name: "", joinedAtMs: 10, leftAtMs: 15 };
    await presentations.recordVisit("p", visit);
    await presentations.recordVisit("p", other);
    await presentations.recordVisit("p", { ...visit, joinedAtMs: 25, leftAtMs: 30 });
    expect(await presentations.listVisits("p")).toEqual([other, { ...visit, leftAtMs: 30 }]);
    const nowhere = presentations.recordVisit("nowhere", visit);
    await expect(nowhere).rejects.toMatchObject(failsAsStorage);
  });

  test("keeps hearts by participant, oldest first, at most so many, and takes them back", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    const heart = (participant: string, unit: string, atMs: number) => ({
      participant,
      unit,
      atMs,
    });
    const add = (...given: Parameters<typeof heart>) =>
      presentations.addHeart("p", heart(...given), 2);
    expect(await add("bob", "b1-2", 20)).toBe("kept");
    expect(await add("bob", "b1-1", 10)).toBe("kept");
    expect(await add("bob", "b1-2", 30)).toBe("kept");
    expect(await add("bob", "b1-3", 40)).toBe("full");
    expect(await add("eve", "b1-3", 40)).toBe("kept");
    const [first, second, eves] = [
      heart("bob", "b1-1", 10),
      heart("bob", "b1-2", 20),
      heart("eve", "b1-3", 40),
    ];
    expect(await presentations.listHearts("p")).toEqual([first, second, eves]);
    await presentations.removeHeart("p", "bob", "b1-1");
    await presentations.removeHeart("p", "eve", "b1-2");
    expect(await presentations.listHearts("p")).toEqual([second, eves]);
    await presentations.end("p", { atMs: 99, reason: "ended" });
    expect(await presentations.deleteEndedBefore(100)).toBe(1);
    expect(await presentations.listHearts("p")).toEqual([]);
    await expect(add("bob", "b1-2", 20)).rejects.toMatchObject(failsAsStorage);
  });

  test("erases one at once, ended or not, with its document and visits, and nothing else", async () => {
    const { presentations, documents } = storage();
    const visit = { participant: "b", name: "Omar", joinedAtMs: 1, leftAtMs: undefined };
    for (const id of ["open", "ended", "other"]) {
      await presentations.create(record(id), bytes(1));
      await presentations.recordVisit(id, visit);
      await presentations.addHeart(id, { participant: "b", unit: "b1-1", atMs: 1 }, 9);
    }
    await presentations.end("ended", { atMs: 99, reason: "ended" });
    for (const id of ["open", "ended"]) {
      await Promise.all([presentations.erase(id), presentations.erase(id)]);
      expect(await presentations.find(id)).toBeUndefined();
      expect(await presentations.listVisits(id)).toEqual([]);
      expect(await presentations.listHearts(id)).toEqual([]);
      expect(await documents.load(`room-${id}`)).toBeUndefined();
    }
    expect(await presentations.listHearts("other")).toHaveLength(1);
    expect(await presentations.find("other")).toEqual(record("other"));
    expect(await presentations.listVisits("other")).toEqual([visit]);
    expect(await documents.load("room-other")).toEqual([bytes(1)]);
  });

  test("deletes what ended before a time, with its document and visits, and nothing else", async () => {
    const { presentations, documents } = storage();
    for (const id of ["old", "recent", "open"]) await presentations.create(record(id), bytes(1));
    const visit = { participant: "b", name: "Omar", joinedAtMs: 1, leftAtMs: undefined };
    await presentations.recordVisit("old", visit);
    await presentations.end("old", { atMs: 99, reason: "ended" });
    await presentations.end("recent", { atMs: 100, reason: "ended" });
    expect(await presentations.deleteEndedBefore(100)).toBe(1);
    expect(await presentations.find("old")).toBeUndefined();
    expect(await presentations.listVisits("old")).toEqual([]);
    expect(await documents.load("room-old")).toBeUndefined();
    expect(await documents.load("room-recent")).toEqual([bytes(1)]);
    expect(await presentations.find("open")).toBeDefined();
    expect(await presentations.deleteEndedBefore(100)).toBe(0);
  });
}

function describeUnits(storage: () => Storage): void {
  const set = (unit: string, status: "available" | "sold", expectedVersion?: number) =>
    storage().units.set(
      "small",
      { unit, status, changedAtMs: 5, changedBy: "agent" },
      expectedVersion,
    );

  test("each change grows the project's version by one, from 0", async () => {
    expect(await storage().units.list("small")).toEqual({ version: 0, statuses: [] });
    expect(await set("b1-2", "sold")).toBe(1);
    expect(await set("b1-1", "sold")).toBe(2);
    expect(await set("b1-2", "available")).toBe(3);
    const { version, statuses } = await storage().units.list("small");
    expect(version).toBe(3);
    expect(statuses.map(({ unit, status }) => [unit, status])).toEqual([
      ["b1-1", "sold"],
      ["b1-2", "available"],
    ]);
    expect(await storage().units.list("other")).toEqual({ version: 0, statuses: [] });
  });

  test("of two changes that expect the same version one is stale and changes nothing", async () => {
    const outcomes = await Promise.all([set("b1-1", "sold", 0), set("b1-1", "available", 0)]);
    expect(outcomes).toEqual([1, "stale"]);
    const { version, statuses } = await storage().units.list("small");
    expect(version).toBe(1);
    expect(statuses.map(({ status }) => status)).toEqual(["sold"]);
  });
}
