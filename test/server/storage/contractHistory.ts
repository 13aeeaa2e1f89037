import { expect, test } from "vitest";
import { compareMoments, type Moment } from "../../../schema/history/moment.ts";
import type { Storage } from "../../../server/storage/storage.ts";
import { bytes, record } from "./records.ts";

const moment = (at: number, node: string, n: number): Moment => ({
  at,
  node,
  n,
  by: "agent",
  kind: "shortlist",
  unit: "b1-1",
  kept: n % 2 === 0,
});

export function describeHistory(storage: () => Storage): void {
  const open = async (id: string, more = {}) => {
    await storage().presentations.create(record(id, { room: id, ...more }), bytes(0));
    return storage().history;
  };

  test("moments come back by time, process and number, room by room", async () => {
    const history = await open("a");
    await open("b");
    const moments = [moment(5, "one", 2), moment(3, "two", 9), moment(3, "one", 1)];
    await history.append("a", moments);
    await history.append("b", [moment(1, "one", 3)]);
    await history.append("a", [moment(4, "one", 4)]);
    await history.append("a", []);
    expect(await history.load("a")).toEqual(
      [...moments, moment(4, "one", 4)].toSorted(compareMoments),
    );
    expect(await history.load("b")).toEqual([moment(1, "one", 3)]);
  });

  test("a moment that is written again is kept once, as it was written first", async () => {
    const history = await open("a");
    await history.append("a", [moment(1, "one", 1)]);
    await history.append("a", [{ ...moment(1, "one", 1), by: "other" }, moment(2, "one", 2)]);
    expect(await history.load("a")).toEqual([moment(1, "one", 1), moment(2, "one", 2)]);
  });

  test("every kind of value survives", async () => {
    const history = await open("a");
    const said: Moment = {
      at: 1,
      node: "one",
      n: 1,
      kind: "presenter",
      name: "Ольга \u0000 سارة 🏠",
    };
    await history.append("a", [said]);
    expect(await history.load("a")).toEqual([said]);
  });

  test("moments of a room that is not kept are dropped, and go with their presentation", async () => {
    const { history, presentations } = storage();
    await history.append("nowhere", [moment(1, "one", 1)]);
    expect(await history.load("nowhere")).toEqual([]);
    await open("erased");
    await history.append("erased", [moment(1, "one", 1)]);
    await presentations.erase("erased");
    expect(await history.load("erased")).toEqual([]);
    await history.append("erased", [moment(2, "one", 2)]);
    expect(await history.load("erased")).toEqual([]);
    await open("old", { ended: { atMs: 10, reason: "ended" } });
    await history.append("old", [moment(1, "one", 1)]);
    await presentations.deleteEndedBefore(11);
    expect(await history.load("old")).toEqual([]);
  });
}
