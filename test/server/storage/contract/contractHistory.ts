import { expect, test } from "vitest";
import { compareMoments, type Moment } from "../../../../schema/history/moment.ts";
import type { Storage } from "../../../../server/storage/storage.ts";
import { bytes, record } from "../records.ts";

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
  };

  const append = (room: string, moments: readonly Moment[]) =>
    storage().documents.append(room, [], moments);
  const load = (room: string) => storage().history.load(room);

  test("moments are ordered by time, process and number, per room", async () => {
    await open("a");
    await open("b");
    const moments = [moment(5, "one", 2), moment(3, "two", 9), moment(3, "one", 1)];
    await append("a", moments);
    await append("b", [moment(1, "one", 3)]);
    await append("a", [moment(4, "one", 4)]);
    await append("a", []);
    expect(await load("a")).toEqual([...moments, moment(4, "one", 4)].toSorted(compareMoments));
    expect(await load("b")).toEqual([moment(1, "one", 3)]);
  });

  test("a rewritten moment replaces the first", async () => {
    await open("a");
    await append("a", [moment(1, "one", 1)]);
    await append("a", [{ ...moment(1, "one", 1), by: "other" }, moment(2, "one", 2)]);
    expect(await load("a")).toEqual([{ ...moment(1, "one", 1), by: "other" }, moment(2, "one", 2)]);
  });

  test("an update and its moments are stored together", async () => {
    await open("a");
    const kept = await storage().documents.append("a", [bytes(1)], [moment(1, "one", 1)]);
    expect(kept).toHaveLength(1);
    expect(await load("a")).toEqual([moment(1, "one", 1)]);
    expect((await storage().documents.load("a"))?.at(-1)?.bytes).toEqual(bytes(1));
  });

  test("every kind of value is stored unchanged", async () => {
    await open("a");
    const said: Moment = {
      at: 1,
      node: "one",
      n: 1,
      kind: "presenter",
      name: "Ольга \u0000 سارة 🏠",
    };
    await append("a", [said]);
    expect(await load("a")).toEqual([said]);
  });

  test("one buyer's data is deleted, and nobody else's", async () => {
    await open("a");
    const { presentations, history } = storage();
    const visit = { name: "Olga", joinedAtMs: 5, leftAtMs: undefined };
    for (const participant of ["agent", "buyer:1"]) {
      await presentations.recordVisit("a", { ...visit, participant });
      await presentations.addHeart("a", { participant, unit: "b1-1", atMs: 5 }, 9);
    }
    await append("a", [moment(1, "one", 1), { ...moment(2, "one", 2), by: "buyer:1" }]);
    await history.forget("a", "buyer:1");
    await history.forget("nothing", "buyer:1");
    expect(await load("a")).toEqual([moment(1, "one", 1)]);
    const left = [
      ...(await presentations.listVisits("a")),
      ...(await presentations.listHearts("a")),
    ];
    expect(left.map(({ participant }) => participant)).toEqual(["agent", "agent"]);
  });

  test.each([
    ["theirs, is deleted", ["OLGA"], undefined],
    ["that of the only one who came, is deleted", [""], undefined],
    ["another's, is kept", ["Ivan", "Olga"], "Olga"],
  ])("a presentation's buyer name: %s with a buyer's data", async (_case, names, kept) => {
    const { presentations, history } = storage();
    await open("named", { buyerName: "Olga" });
    for (const [at, name] of names.entries()) {
      const visit = { participant: `buyer:${at}`, name, joinedAtMs: 5, leftAtMs: undefined };
      await presentations.recordVisit("named", visit);
    }
    await history.forget("named", "buyer:9");
    expect((await presentations.find("named"))?.buyerName).toBe("Olga");
    await history.forget("named", "buyer:0");
    expect((await presentations.find("named"))?.buyerName).toBe(kept);
  });

  test("moments of an unknown room are dropped, and others are deleted with their presentation", async () => {
    const { presentations } = storage();
    await append("nowhere", [moment(1, "one", 1)]);
    expect(await load("nowhere")).toEqual([]);
    await open("erased");
    await append("erased", [moment(1, "one", 1)]);
    await presentations.erase("erased");
    expect(await load("erased")).toEqual([]);
    await append("erased", [moment(2, "one", 2)]);
    expect(await load("erased")).toEqual([]);
    await open("old", { ended: { atMs: 10, reason: "ended" } });
    await append("old", [moment(1, "one", 1)]);
    await presentations.deleteEndedBefore(11);
    expect(await load("old")).toEqual([]);
  });
}
