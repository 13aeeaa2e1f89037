import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Storage } from "../../../../server/storage/storage.ts";
import { describeDocuments } from "./contractDocuments.ts";
import { describeFollowUps } from "./contractFollowUps.ts";
import { describeHistory } from "./contractHistory.ts";
import { describeLists } from "./contractLists.ts";
import { describePictures } from "./contractPictures.ts";
import { describePresentations } from "./contractPresentations.ts";
import { describeRecaps } from "./contractRecaps.ts";
import { bytes, failsAsStorage, record } from "../records.ts";

/** The contract of every storage. `open` creates an empty one. */
export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(`${name} satisfies the storage contract`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());

    describeDocuments(() => storage);
    describePresentations(() => storage);
    describeUnits(() => storage);
    describeLists(() => storage);
    describePictures(() => storage);
    describeHistory(() => storage);
    describeRecaps(() => storage);
    describeFollowUps(() => storage);

    test("answers a ping while open", async () => {
      await expect(storage.ping()).resolves.toBeUndefined();
    });

    test("closing finishes pending calls, is idempotent, and rejects later ones", async () => {
      await storage.presentations.create(record("r"), bytes(0));
      const appended = storage.documents.append("room-r", [bytes(1)]);
      await Promise.all([storage.close(), storage.close()]);
      await expect(appended).resolves.toHaveLength(1);
      await expect(storage.documents.load("r")).rejects.toMatchObject(failsAsStorage);
      await expect(storage.ping()).rejects.toMatchObject(failsAsStorage);
    });
  });
}

function describeUnits(storage: () => Storage): void {
  const set = (unit: string, status: "available" | "sold", expectedVersion?: number) =>
    storage().units.set(
      "small",
      { statuses: [{ unit, status, changedAtMs: 5, changedBy: "agent" }], prices: [] },
      expectedVersion,
    );

  test("each change increments the project's version by one, from 0", async () => {
    expect(await storage().units.list("small")).toEqual({ version: 0, statuses: [], prices: [] });
    expect(await set("b1-2", "sold")).toBe(1);
    expect(await set("b1-1", "sold")).toBe(2);
    expect(await set("b1-2", "available")).toBe(3);
    const { version, statuses } = await storage().units.list("small");
    expect(version).toBe(3);
    expect(statuses.map(({ unit, status }) => [unit, status])).toEqual([
      ["b1-1", "sold"],
      ["b1-2", "available"],
    ]);
    expect(
      await storage().units.set(
        "other",
        {
          statuses: [{ unit: "b1-1", status: "sold", changedAtMs: 5, changedBy: "agent" }],
          prices: [],
        },
        1,
      ),
    ).toBe("stale");
    expect(await storage().units.list("other")).toEqual({ version: 0, statuses: [], prices: [] });
  });

  test("of two changes with the same expected version one is stale and changes nothing", async () => {
    const outcomes = await Promise.all([set("b1-1", "sold", 0), set("b1-1", "available", 0)]);
    expect(outcomes.toSorted()).toEqual([1, "stale"]);
    const { version, statuses } = await storage().units.list("small");
    expect(version).toBe(1);
    const won = outcomes[0] === 1 ? "sold" : "available";
    expect(statuses.map(({ status }) => status)).toEqual([won]);
    expect(await set("b1-9", "sold", 2)).toBe("stale");
    expect(await set("b1-9", "sold", 1)).toBe(2);
  });

  test("statuses and prices of several homes are one change, stored whole or not at all", async () => {
    const about = { changedAtMs: 5, changedBy: "service:crm\0" };
    const statuses = [
      { unit: "b1-1", status: "sold" as const, ...about },
      { unit: "b1-2", status: "reserved" as const, ...about },
    ];
    const prices = [
      { unit: "b1-2", price: 0, ...about },
      { unit: "b1-3", price: 9_007_199_254_740_991, ...about },
    ];
    const { units } = storage();
    expect(await units.set("small", { statuses, prices }, 0)).toBe(1);
    const stored = await units.list("small");
    expect(stored).toMatchObject({
      version: 1,
      statuses: statuses.map(({ changedBy: _by, ...record }) => record),
      prices: prices.map(({ changedBy: _by, ...record }) => record),
    });
    const news = { unit: "b1-3", price: 7, ...about };
    expect(await units.set("small", { statuses, prices: [news] }, 0)).toBe("stale");
    expect(await units.list("small")).toEqual(stored);
    expect(await units.set("small", { statuses: [], prices: [news] }, 1)).toBe(2);
    const after = await units.list("small");
    expect(after.prices.map(({ price }) => price)).toEqual([0, 7]);
    expect(after.statuses).toEqual(stored.statuses);
  });
}
