import { expect, test } from "vitest";
import { VISITS_KEPT, VISITS_LISTED, type Storage } from "../../../../server/storage/storage.ts";
import { bytes, failsAsStorage, record } from "../records.ts";

export function describePresentations(storage: () => Storage): void {
  test("a presentation is returned unchanged, with its document", async () => {
    const { presentations, documents } = storage();
    const full = record("p1", {
      buyerName: "Omar",
      pinHash: bytes(4, 5),
      presentedAtMs: 1200,
      awaySinceMs: 1500,
      seenAtMs: 1400,
      colleagueInvitation: "an-invitation",
      ended: { atMs: 1800, reason: "away" },
    });
    await presentations.create(full, bytes(7));
    await presentations.create(record("p2"), bytes(8));
    expect(await presentations.find("p1")).toEqual(full);
    expect(await presentations.find("p2")).toEqual(record("p2"));
    expect(await presentations.find("p3")).toBeUndefined();
    expect(await documents.load("room-p1")).toMatchObject([{ bytes: bytes(7) }]);
  });

  test("a duplicate id fails and does not change the first and its document", async () => {
    const { presentations, documents } = storage();
    await presentations.create(record("p1"), bytes(7));
    const again = presentations.create(record("p1", { buyerName: "Eve" }), bytes(8));
    await expect(again).rejects.toMatchObject(failsAsStorage);
    expect(await presentations.find("p1")).toEqual(record("p1"));
    expect(await documents.load("room-p1")).toMatchObject([{ bytes: bytes(7) }]);
  });

  test("lists one agent's, newest first, and the open ones", async () => {
    const { presentations } = storage();
    await presentations.create(record("old", { createdAtMs: 1 }), bytes(0));
    await presentations.create(record("other", { agent: { id: "b", name: "B" } }), bytes(0));
    await presentations.create(record("new", { createdAtMs: 3 }), bytes(0));
    await presentations.create(record("newer", { createdAtMs: 3 }), bytes(0));
    const { presentations: own, next } = await presentations.listPage("agent", undefined, 3);
    expect(own.map(({ record: { id } }) => id)).toEqual(["newer", "new", "old"]);
    expect(own[0]).toEqual({
      record: record("newer", { createdAtMs: 3 }),
      visits: [],
      visitCount: 0,
    });
    expect(next).toBeUndefined();
    await presentations.end("new", { atMs: 5, reason: "ended" });
    const open = await presentations.listOpen();
    expect(open.map(({ id }) => id).toSorted()).toEqual(["newer", "old", "other"]);
  });

  test("lists those of all agents in pages, newest first", async () => {
    const { presentations } = storage();
    for (const [place, id] of ["a", "b", "c"].entries()) {
      const agent = { id: `agent-${place % 2}`, name: "" };
      await presentations.create(record(id, { agent, createdAtMs: place }), bytes(0));
    }
    const first = await presentations.listPage(undefined, undefined, 2);
    const second = await presentations.listPage(undefined, first.next, 2);
    const pages = [first, second].map((page) => page.presentations.map(({ record: { id } }) => id));
    expect(pages).toEqual([["c", "b"], ["a"]]);
    expect(second.next).toBeUndefined();
  });

  test("trap 58: lists one agent's in pages, also for equal start times and after an erasure", async () => {
    const { presentations } = storage();
    for (const id of ["a", "b", "c", "d", "e"]) {
      await presentations.create(record(id, { createdAtMs: id === "a" ? 1 : 3 }), bytes(0));
    }
    const first = await presentations.listPage("agent", undefined, 2);
    await presentations.erase("d");
    const second = await presentations.listPage("agent", first.next, 2);
    const third = await presentations.listPage("agent", second.next, 2);
    const pages = [first, second, third].map((page) =>
      page.presentations.map(({ record: { id } }) => id),
    );
    expect(pages).toEqual([["e", "d"], ["c", "b"], ["a"]]);
    expect(third.next).toBeUndefined();
  });

  test("trap 58: limits the stored visits of a presentation, and lists the latest", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    const visit = (place: number) => ({
      participant: `buyer:${place}`,
      name: `${place}`,
      joinedAtMs: place,
      leftAtMs: place === VISITS_KEPT ? place + 1 : undefined,
    });
    const recordAll = async (from: number, to: number) => {
      const places = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      await Promise.all(places.map((place) => presentations.recordVisit("p", visit(place))));
    };
    await recordAll(1, VISITS_KEPT);
    await recordAll(VISITS_KEPT + 1, VISITS_KEPT + 3);
    expect(await presentations.listVisits("p")).toHaveLength(VISITS_KEPT);
    await presentations.recordVisit("p", { ...visit(VISITS_KEPT), name: "again" });
    const { presentations: listed } = await presentations.listPage("agent", undefined, 1);
    expect(listed[0]?.visitCount).toBe(VISITS_KEPT);
    const latest = Array.from({ length: VISITS_LISTED }, (_, index) =>
      visit(VISITS_KEPT - VISITS_LISTED + 1 + index),
    );
    const expected = [...latest.slice(0, -1), { ...visit(VISITS_KEPT), name: "again" }];
    expect(listed[0]?.visits).toEqual(expected);
  });

  test("counts those that have neither ended nor expired", async () => {
    const { presentations } = storage();
    expect(await presentations.countLive(0)).toBe(0);
    for (const id of ["a", "b", "c"]) await presentations.create(record(id), bytes(0));
    await presentations.end("a", { atMs: 1, reason: "ended" });
    await presentations.setExpiry("b", 1500);
    const counts = [1499, 1500, 2000].map((nowMs) => presentations.countLive(nowMs));
    expect(await Promise.all(counts)).toEqual([2, 1, 0]);
  });

  test("lists what is due: expired, or its agent away or unreported for that long", async () => {
    const { presentations } = storage();
    const ids = ["expired", "away", "unseen", "back", "awaited", "ended"];
    for (const id of ids) {
      await presentations.create(record(id), bytes(0));
      await presentations.setExpiry(id, id === "expired" ? 2000 : 9000);
      if (!["expired", "awaited"].includes(id)) await presentations.setPresent(id, 1000);
    }
    for (const id of ["away", "back", "ended"]) await presentations.setAwaySince(id, 1500);
    await presentations.setPresent("back", 1900);
    await presentations.end("ended", { atMs: 1600, reason: "ended" });
    const due = async (nowMs: number): Promise<string[]> =>
      (await presentations.listDue(nowMs, 1000)).map(({ id }) => id).toSorted();
    expect(await due(1999)).toEqual([]);
    expect(await due(2000)).toEqual(["expired", "unseen"]);
    expect(await due(2500)).toEqual(["away", "expired", "unseen"]);
    expect(await due(9000)).toEqual(["awaited", "away", "back", "expired", "unseen"]);
  });

  test("changes the agent's name and nothing else", async () => {
    const { presentations } = storage();
    for (const id of ["p", "other"]) await presentations.create(record(id), bytes(0));
    await presentations.setAgentName("p", "Omar");
    const { agent } = record("p");
    expect((await presentations.find("p"))?.agent).toEqual({ ...agent, name: "Omar" });
    expect((await presentations.find("other"))?.agent).toEqual(agent);
    await presentations.setAgentName("nobody", "Omar");
  });

  test("changes the expiry and the agent's absence, and the first end wins", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    await presentations.setExpiry("p", 9000);
    await presentations.setAwaySince("p", 4000);
    expect(await presentations.find("p")).toMatchObject({ expiresAtMs: 9000, awaySinceMs: 4000 });
    await presentations.setPresent("p", 4500);
    const ends = [
      await presentations.end("p", { atMs: 5000, reason: "away" }),
      await presentations.end("p", { atMs: 4000, reason: "ended" }),
    ];
    const ended = { atMs: 5000, reason: "away" };
    expect(ends).toEqual([ended, ended]);
    expect(await presentations.find("p")).toMatchObject({ awaySinceMs: undefined, ended });
    expect(await presentations.end("nowhere", { atMs: 1, reason: "away" })).toBeUndefined();
  });

  test("the agent's first arrival is stored, and each arrival ends its absence", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    await presentations.create(record("other"), bytes(0));
    await presentations.setPresent("p", 1500);
    const presented = { presentedAtMs: 1500 };
    const find = () => presentations.find("p");
    expect(await find()).toEqual(record("p", { ...presented, seenAtMs: 1500 }));
    await presentations.setAwaySince("p", 1600);
    await presentations.setPresent("p", 1700);
    expect(await find()).toEqual(record("p", { ...presented, seenAtMs: 1700 }));
    expect(await presentations.find("other")).toEqual(record("other"));
  });

  test("an agent seen by another process since is not away", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    await presentations.setPresent("p", 1500);
    await presentations.setAwaySince("p", 1499);
    expect(await presentations.find("p")).toMatchObject({ awaySinceMs: undefined });
    await presentations.setAwaySince("p", 1500);
    expect(await presentations.find("p")).toMatchObject({ awaySinceMs: 1500, seenAtMs: 1500 });
  });

  test("reports many agents present at once, except for ended presentations", async () => {
    const { presentations } = storage();
    for (const id of ["a", "b", "c", "ended"]) await presentations.create(record(id), bytes(0));
    for (const id of ["a", "ended"]) await presentations.setAwaySince(id, 1000);
    await presentations.end("ended", { atMs: 1100, reason: "ended" });
    await presentations.touch(["a", "b", "ended", "nowhere"], 2000);
    await presentations.touch(["b"], 1900);
    await presentations.touch([], 9000);
    const seen = async (id: string) => {
      const found = await presentations.find(id);
      return [found?.seenAtMs, found?.awaySinceMs];
    };
    expect(await seen("a")).toEqual([2000, undefined]);
    expect(await seen("b")).toEqual([2000, undefined]);
    expect(await seen("c")).toEqual([undefined, undefined]);
    expect(await seen("ended")).toEqual([undefined, 1000]);
  });

  test("one invitation for colleagues is open at a time, and none after its withdrawal", async () => {
    const { presentations } = storage();
    await presentations.create(record("p"), bytes(0));
    await presentations.create(record("other"), bytes(0));
    const invitations = await Promise.all([
      presentations.inviteColleagues("p", "first"),
      presentations.inviteColleagues("p", "second"),
    ]);
    const [open] = invitations;
    expect(["first", "second"]).toContain(open);
    expect(invitations).toEqual([open, open]);
    expect(await presentations.find("p")).toEqual(record("p", { colleagueInvitation: open }));
    expect(await presentations.find("other")).toEqual(record("other"));
    await presentations.withdrawColleagues("p");
    await presentations.withdrawColleagues("p");
    expect(await presentations.find("p")).toEqual(record("p"));
    expect(await presentations.inviteColleagues("p", "third")).toBe("third");
    expect(await presentations.inviteColleagues("nowhere", "x")).toBeUndefined();
  });

  test("a participant's later visit replaces the earlier, except for its start", async () => {
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

  test("stores hearts by participant, oldest first, up to a limit, and removes them", async () => {
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

  test("deletes one at once, ended or not, with its document and visits, and nothing else", async () => {
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
    expect(await documents.load("room-other")).toMatchObject([{ bytes: bytes(1) }]);
  });

  test("deletes those that ended before a time, with document and visits, and nothing else", async () => {
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
    expect(await documents.load("room-recent")).toMatchObject([{ bytes: bytes(1) }]);
    expect(await presentations.find("open")).toBeDefined();
    expect(await presentations.deleteEndedBefore(100)).toBe(0);
  });
}
