import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WEBHOOK_EVENTS, type WebhookEvent } from "../../../../schema/protocol/webhooks.ts";
import type { Storage } from "../../../../server/storage/storage.ts";
import {
  DELIVERIES_KEPT,
  type ClaimOptions,
  type WebhookRecord,
} from "../../../../server/storage/webhooks.ts";
import { bytes, record } from "../records.ts";

const webhook = (
  id: string,
  events: readonly WebhookEvent[] = WEBHOOK_EVENTS,
  createdAtMs = 1,
): WebhookRecord => ({
  id,
  url: `https://crm.example/${id}`,
  events,
  createdAtMs,
  createdBy: "service:crm",
  endedAtMs: undefined,
});

/** An outbox whose events are written with their facts. `open` creates an empty storage. */
export function describeWebhooks(name: string, open: () => Promise<Storage>): void {
  describe(`${name} keeps an outbox of events`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());

    const claim = (nowMs: number, options: Partial<ClaimOptions> = {}) =>
      storage.webhooks.claim({
        nowMs,
        leasedUntilMs: nowMs + 20_000,
        most: 100,
        mostOfOne: 100,
        without: [],
        ...options,
      });
    /** Claims and delivers everything, round by round. */
    const drain = async (nowMs = 1_000_000) => {
      const sent: { webhook: string; type: string; atMs: number; data: unknown }[] = [];
      for (;;) {
        const claimed = await claim(nowMs);
        if (claimed.length === 0) return sent;
        for (const { id, attempt, webhook: to, type, atMs, data } of claimed) {
          sent.push({ webhook: to, type, atMs, data: JSON.parse(data) });
          await storage.webhooks.settle({ id, attempt }, { kind: "delivered" });
        }
      }
    };
    const visit = (participant: string, name: string, joinedAtMs: number, leftAtMs?: number) =>
      storage.presentations.recordVisit("p", { participant, name, joinedAtMs, leftAtMs });
    const create = (id = "p") => storage.presentations.create(record(id), bytes(0));
    const setStatus = (unit: string, changedAtMs: number) =>
      storage.units.set(
        "small",
        { statuses: [{ unit, status: "sold", changedAtMs, changedBy: "service:crm" }], prices: [] },
        undefined,
      );

    test("stores receivers, oldest first, up to the limit", async () => {
      const { webhooks } = storage;
      expect(await webhooks.add(webhook("b", ["unit.status"], 1), 2)).toBe("added");
      expect(await webhooks.add(webhook("a", ["heart.set"], 2), 2)).toBe("added");
      expect(await webhooks.add(webhook("c"), 2)).toBe("full");
      expect(await webhooks.list()).toEqual([
        webhook("b", ["unit.status"], 1),
        webhook("a", ["heart.set"], 2),
      ]);
      expect(await webhooks.remove("b")).toBe(true);
      expect(await webhooks.remove("b")).toBe(false);
      expect(await webhooks.listDeliveries("b")).toBeUndefined();
      expect((await webhooks.list()).map(({ id }) => id)).toEqual(["a"]);
    });

    test("trap 49: every fact is one event, in order, with its own time and no name twice", async () => {
      await storage.webhooks.add(webhook("w"), 9);
      const { presentations, recaps } = storage;
      await create();
      await presentations.setPresent("p", 1100);
      await presentations.setPresent("p", 1150);
      await visit("buyer:1", "Omar", 1200);
      await visit("buyer:2", "", 1210);
      await presentations.addHeart("p", { participant: "buyer:1", unit: "b1-1", atMs: 1300 }, 9);
      await presentations.addHeart("p", { participant: "buyer:1", unit: "b1-1", atMs: 1310 }, 9);
      await visit("buyer:1", "Omar", 1200, 1400);
      await visit("buyer:1", "Omar", 1450);
      await presentations.end("p", { atMs: 1500, reason: "away" });
      await presentations.end("p", { atMs: 1600, reason: "ended" });
      await recaps.open("p", { invitation: "i", createdAtMs: 1700, unitsThen: "[]" });
      await recaps.countOpen("p", 1800);
      const about = { presentation: "p", project: "small" };
      const buyer = { id: "buyer:1", name: "Omar" };
      expect(await drain()).toEqual(
        [
          [
            "presentation.created",
            1000,
            { ...about, agent: { id: "agent" }, expiresAt: "1970-01-01T00:00:02.000Z" },
          ],
          ["presentation.started", 1100, { ...about, agent: { id: "agent" } }],
          ["buyer.joined", 1200, { ...about, buyer }],
          ["buyer.joined", 1210, { ...about, buyer: { id: "buyer:2" } }],
          ["heart.set", 1300, { ...about, buyer: { id: "buyer:1" }, unit: "b1-1" }],
          ["buyer.left", 1400, { ...about, buyer }],
          ["buyer.joined", 1450, { ...about, buyer }],
          ["presentation.ended", 1500, { ...about, agent: { id: "agent" }, reason: "away" }],
          ["recap.opened", 1800, { ...about, opens: 1 }],
        ].map(([type, atMs, data]) => ({ webhook: "w", type, atMs, data })),
      );
    });

    test("has events of statuses and lists, including an undo", async () => {
      await storage.webhooks.add(webhook("w"), 9);
      await setStatus("b1-1", 5);
      await setStatus("b1-1", 6);
      const about = { unit: "b1-1", changedAtMs: 6, changedBy: "service:crm" };
      const price = { statuses: [], prices: [{ ...about, price: 5 }] };
      await storage.units.set("small", price, undefined);
      const counts = { homes: 2, added: 1, removed: 0, priceUp: 0, priceDown: 0, statusChanged: 1 };
      const list = {
        atMs: 7,
        by: "Ana",
        fileName: "",
        summary: JSON.stringify(counts),
        content: bytes(1),
      };
      await storage.lists.apply("small", 0, list, bytes());
      await storage.lists.undo("small", 1, bytes(), 8);
      expect((await drain()).map(({ type, atMs, data }) => [type, atMs, data])).toEqual([
        ["unit.status", 5, { project: "small", unit: "b1-1", status: "sold", by: "service:crm" }],
        ["unit.status", 6, { project: "small", unit: "b1-1", status: "sold", by: "service:crm" }],
        ["list.applied", 7, { project: "small", revision: 1, isUndo: false, ...counts }],
        ["list.applied", 8, { project: "small", revision: 2, isUndo: true }],
      ]);
    });

    test("a fact that is rolled back has no event", async () => {
      await storage.webhooks.add(webhook("w"), 9);
      await create();
      await expect(create()).rejects.toMatchObject({ name: "StorageError" });
      expect(
        await storage.units.set(
          "small",
          {
            statuses: [{ unit: "b1-1", status: "sold", changedAtMs: 5, changedBy: "a" }],
            prices: [],
          },
          7,
        ),
      ).toBe("stale");
      expect((await drain()).map(({ type }) => type)).toEqual(["presentation.created"]);
    });

    test("has each receiver's subscribed events, and none from before", async () => {
      await create("before");
      await storage.webhooks.add(webhook("a", ["presentation.created"]), 9);
      await storage.webhooks.add(webhook("b", ["presentation.created", "unit.status"]), 9);
      await create();
      await setStatus("b1-1", 5);
      const told = (await drain()).map(({ webhook: to, type }) => `${to} ${type}`).toSorted();
      expect(told).toEqual(["a presentation.created", "b presentation.created", "b unit.status"]);
    });

    test("an event waits for the earlier ones of its presentation, and for no other's", async () => {
      await storage.webhooks.add(webhook("w"), 9);
      await create("p");
      await create("q");
      await storage.presentations.setPresent("p", 1100);
      const first = await claim(2000);
      expect(first.map(({ type }) => type)).toEqual([
        "presentation.created",
        "presentation.created",
      ]);
      expect(await claim(2000)).toEqual([]);
      const [ofP, ofQ] = first;
      await storage.webhooks.settle(ofQ!, { kind: "delivered" });
      expect(await claim(2000)).toEqual([]);
      await storage.webhooks.settle(ofP!, { kind: "retry", dueAtMs: 9000, error: "timeout" });
      expect(await claim(8999)).toEqual([]);
      const [again] = await claim(9000);
      expect(again).toMatchObject({ id: ofP!.id, attempt: 2, firstAttemptMs: 2000 });
      await storage.webhooks.settle(again!, { kind: "failed", error: "timeout" });
      expect((await claim(9000)).map(({ type }) => type)).toEqual(["presentation.started"]);
    });

    test("a lapsed lease invalidates its attempt", async () => {
      await storage.webhooks.add(webhook("w"), 9);
      await create();
      const [first] = await claim(2000);
      expect(await claim(21_999)).toEqual([]);
      const [second] = await claim(22_000);
      expect(second).toMatchObject({ id: first!.id, attempt: 2 });
      await storage.webhooks.settle(first!, { kind: "failed", error: "network" });
      expect(await storage.webhooks.listDeliveries("w")).toMatchObject([{ state: "pending" }]);
      await storage.webhooks.settle(second!, { kind: "delivered", responseStatus: 204 });
      expect(await storage.webhooks.listDeliveries("w")).toMatchObject([
        { state: "delivered", attempts: 2, attemptedAtMs: 22_000, responseStatus: 204 },
      ]);
    });

    test("concurrent claims never lease a delivery twice, and respect their limits", async () => {
      await storage.webhooks.add(webhook("a"), 9);
      await storage.webhooks.add(webhook("b"), 9);
      for (let n = 0; n < 6; n++) await create(`p${n}`);
      const some = await Promise.all([
        claim(2000, { most: 5, mostOfOne: 3 }),
        claim(2000, { most: 5, mostOfOne: 3 }),
      ]);
      for (const claimed of some) {
        expect(claimed.length).toBeLessThanOrEqual(5);
        expect(claimed.filter((one) => one.webhook === "a").length).toBeLessThanOrEqual(3);
      }
      const others = await claim(2000, { without: ["a"] });
      expect(new Set(others.map((one) => one.webhook))).not.toContain("a");
      const rest = await claim(2000);
      const ids = [...some.flat(), ...others, ...rest].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(12);
    });

    test("410 ends a receiver: pending deliveries fail, and there are no new ones or resends", async () => {
      const { webhooks } = storage;
      await webhooks.add(webhook("w"), 9);
      await create("p");
      await create("q");
      const [first] = await claim(2000, { most: 1 });
      const gone = { kind: "gone", atMs: 3000, responseStatus: 410, error: "gone" } as const;
      await webhooks.settle(first!, gone);
      await create("r");
      expect(await claim(9_000_000)).toEqual([]);
      expect(await webhooks.list()).toMatchObject([{ endedAtMs: 3000 }]);
      const deliveries = await webhooks.listDeliveries("w");
      expect(deliveries?.map(({ state, error }) => [state, error])).toEqual([
        ["failed", "gone"],
        ["failed", "gone"],
      ]);
      expect(await webhooks.resend("w", first!.id, 4000)).toBe("ended");
    });

    test("a receiver fails since the first attempt that failed, until one is accepted", async () => {
      const { webhooks } = storage;
      await webhooks.add(webhook("w"), 9);
      const since = async () => (await webhooks.list()).map(({ failingSinceMs }) => failingSinceMs);
      await create("p");
      const attempt = async (nowMs: number) => (await claim(nowMs, { most: 1 }))[0]!;
      const first = await attempt(2000);
      expect(await since()).toEqual([undefined]);
      const retry = { kind: "retry", dueAtMs: 3000, responseStatus: 500, error: "status" } as const;
      await webhooks.settle(first, retry);
      expect(await since()).toEqual([2000]);
      await webhooks.settle(await attempt(3000), { kind: "failed", error: "timeout" });
      expect(await since()).toEqual([2000]);
      await create("q");
      await webhooks.settle(await attempt(4000), { kind: "delivered", responseStatus: 204 });
      expect(await since()).toEqual([undefined]);
      await create("r");
      await webhooks.settle(await attempt(5000), { kind: "failed", error: "network" });
      expect(await since()).toEqual([5000]);
    });

    test("a resent delivery is pending from now on", async () => {
      const { webhooks } = storage;
      await webhooks.add(webhook("w"), 9);
      await create();
      const [first] = await claim(2000);
      await webhooks.settle(first!, { kind: "failed", error: "timeout" });
      expect(await webhooks.resend("w", first!.id, 90_000)).toBe("pending");
      expect(await claim(89_999)).toEqual([]);
      expect(await claim(90_000)).toMatchObject([{ id: first!.id, firstAttemptMs: 90_000 }]);
      expect(await webhooks.resend("w", 999, 90_000)).toBeUndefined();
      expect(await webhooks.resend("other", first!.id, 90_000)).toBeUndefined();
    });

    test("deliveries are deleted with their presentation, their buyer's data and their receiver", async () => {
      const { webhooks, presentations, history } = storage;
      await webhooks.add(webhook("w"), 9);
      await create("p");
      await create("q");
      await visit("buyer:1", "Omar", 1200);
      await presentations.addHeart("p", { participant: "buyer:1", unit: "b1-1", atMs: 1300 }, 9);
      await history.forget("p", "buyer:1");
      const types = async () => (await webhooks.listDeliveries("w"))?.map(({ type }) => type);
      expect(await types()).toEqual(["presentation.created", "presentation.created"]);
      await presentations.erase("p");
      expect(await types()).toEqual(["presentation.created"]);
      await presentations.end("q", { atMs: 1500, reason: "ended" });
      await presentations.deleteEndedBefore(1501);
      expect(await types()).toEqual([]);
      await setStatus("b1-1", 5);
      await webhooks.remove("w");
      expect(await claim(9_000_000)).toEqual([]);
    });

    test("the latest thousand finished ones are stored, and none for too long", async () => {
      const { webhooks } = storage;
      await webhooks.add(webhook("w"), 9);
      await webhooks.add(webhook("other", ["presentation.created"]), 9);
      await create("p");
      for (let n = 0; n < DELIVERIES_KEPT + 4; n++) await setStatus("b1-1", 100 + n);
      const ids = async () => (await webhooks.listDeliveries("w"))?.map(({ id }) => id) ?? [];
      expect(await ids()).toHaveLength(DELIVERIES_KEPT);
      const newest = (await ids())[0]!;
      await webhooks.prune(0);
      const [first] = await claim(2000, { most: 1, without: ["other"] });
      expect(first?.type).toBe("presentation.created");
      // Older than a thousand others, and still failing.
      expect(await ids()).toHaveLength(DELIVERIES_KEPT + 1);
      await webhooks.settle(first!, { kind: "retry", dueAtMs: 2500, error: "timeout" });
      expect((await webhooks.listDeliveries("w"))?.at(-1)).toMatchObject({
        id: first!.id,
        attempts: 1,
        state: "pending",
        error: "timeout",
      });
      const [again] = await claim(2600, { most: 1, without: ["other"] });
      expect(again?.id).toBe(first!.id);
      await webhooks.settle(again!, { kind: "delivered" });
      expect(await ids()).toHaveLength(DELIVERIES_KEPT);
      await webhooks.prune(0);
      await webhooks.prune(2000);
      expect((await ids())[0]).toBe(newest);
      expect(await webhooks.resend("w", first!.id, 3000)).toBeUndefined();
      expect(await webhooks.listDeliveries("other")).toHaveLength(1);
    });
  });
}
