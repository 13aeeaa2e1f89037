import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { WEBHOOK_EVENTS } from "../../../schema/protocol/webhooks.ts";
import { openWebhookSecrets } from "../../../server/access/webhookSecrets.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite/sqlite.ts";
import type { Storage } from "../../../server/storage/storage.ts";
import type { WebhookStorage } from "../../../server/storage/webhooks.ts";
import type { PostRequest } from "../../../server/webhooks/post.ts";
import { PrivateAddressError } from "../../../server/net/publicAddress.ts";
import { nextAttempt } from "../../../server/webhooks/retrySchedule.ts";
import { openSender } from "../../../server/webhooks/sender.ts";
import { openLog } from "../../../server/telemetry/log.ts";
import { makeDataDir } from "../../support/server/process/serverProcess.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { bytes, record } from "../storage/records.ts";

/** Polls without a time limit of its own, so that a busy machine does not matter. */
const eventually = <Value>(check: () => Value | Promise<Value>) =>
  vi.waitFor(check, { timeout: 30_000, interval: 5 });
const HOUR_MS = 60 * 60_000;
const secretOf = openWebhookSecrets("a secret that signs everything here");

interface Posted extends PostRequest {
  readonly url: string;
  answer(status: number): void;
  fail(error: Error): void;
}

/** A sender on a fake clock, whose receivers respond on the test's command. */
async function open(webhooks: readonly string[] = ["w"]) {
  const clock = new FakeClock();
  const storage = await openSqliteStorage({ path: join(await makeDataDir(), "offplan.sqlite") });
  const posted: Posted[] = [];
  const logLines: string[] = [];
  for (const id of webhooks) {
    const url = `https://${id}.example/`;
    const about = { createdAtMs: 1, createdBy: "service:crm", endedAtMs: undefined };
    await storage.webhooks.add({ id, url, events: WEBHOOK_EVENTS, ...about }, 9);
  }
  const openOne = () =>
    openSender({
      webhooks: storage.webhooks,
      secretOf,
      post: (url, request) => {
        const { promise, resolve, reject } = Promise.withResolvers<number>();
        request.signal.addEventListener("abort", () => reject(new Error("aborted")));
        posted.push({ ...request, url, answer: resolve, fail: reject });
        return promise;
      },
      clock,
      random: () => 0.5,
      log: openLog("debug", { write: (line) => void logLines.push(line) }),
    });
  const sender = openOne();
  onTestFinished(async () => {
    const closed = sender.close();
    clock.advance(3000);
    await closed;
    await storage.close();
  });
  const create = (id: string, createdAtMs = clock.now()) =>
    storage.presentations.create(record(id, { createdAtMs }), bytes(0));
  /** Advances the time until the next `count` posts. */
  const next = async (count: number): Promise<readonly Posted[]> => {
    clock.advance(1000);
    await eventually(() => expect(posted.length).toBeGreaterThanOrEqual(count));
    return posted.splice(0, count);
  };
  const stateOf = async (id = "w") => (await storage.webhooks.listDeliveries(id)) ?? [];
  /** Waits until all storage calls are done. */
  const settled = async () => {
    for (let turn = 0; turn < 5; turn++) await storage.ping();
  };
  return { clock, storage, sender, openOne, posted, logLines, create, next, stateOf, settled };
}

async function readState(storage: Storage) {
  const [first] = (await storage.webhooks.listDeliveries("w")) ?? [];
  return first;
}

describe("delivery of events", () => {
  test("signs according to Standard Webhooks, with the fact's own time in the body", async () => {
    const { clock, create, next } = await open();
    vi.useFakeTimers({ now: clock.now(), toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    await create("p", 1000);
    const [post] = await next(1);
    const verified = new Webhook(secretOf("w")).verify(post!.body, { ...post!.headers });
    expect(verified).toMatchObject({
      type: "presentation.created",
      timestamp: "1970-01-01T00:00:01.000Z",
      data: { presentation: "p", project: "small", agent: { id: "agent" } },
    });
    expect(post!.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": expect.stringMatching(/^msg_\w+$/) as unknown,
      "webhook-timestamp": String(clock.now() / 1000),
    });
    expect(() => new Webhook(secretOf("other")).verify(post!.body, { ...post!.headers })).toThrow(
      "signature",
    );
  });

  test.each([
    ["500", (post: Posted) => post.answer(500), { responseStatus: 500, error: "status" }],
    ["a redirect", (post: Posted) => post.answer(302), { responseStatus: 302, error: "redirect" }],
    [
      "a private address",
      (post: Posted) => post.fail(new PrivateAddressError("private")),
      { error: "private_address" },
    ],
    ["no connection", (post: Posted) => post.fail(new Error("ECONNREFUSED")), { error: "network" }],
  ])("after %s it is tried again, with the same id", async (_what, respond, failure) => {
    const { clock, storage, create, next } = await open();
    await create("p");
    const [first] = await next(1);
    respond(first!);
    await eventually(async () => expect(await readState(storage)).toMatchObject(failure));
    expect(await readState(storage)).toMatchObject({ state: "pending", attempts: 1 });
    clock.advance(5000);
    const [second] = await next(1);
    expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
    second!.answer(204);
    await eventually(async () =>
      expect(await readState(storage)).toMatchObject({ state: "delivered", responseStatus: 204 }),
    );
  });

  test("a receiver that does not respond times out after 10 s, and delays no other", async () => {
    const { clock, storage, posted, create, next } = await open(["w", "fast"]);
    for (let n = 0; n < 6; n++) await create(`p${n}`);
    const first = await next(8);
    const hosts = (posts: readonly Posted[]) =>
      posts.map(({ url }) => new URL(url).hostname).toSorted();
    expect(hosts(first)).toEqual([...Array(4).fill("fast.example"), ...Array(4).fill("w.example")]);
    for (const post of first) if (post.url.includes("fast")) post.answer(200);
    for (const post of await next(2)) post.answer(200);
    expect(posted).toEqual([]);
    clock.advance(10_000);
    await eventually(async () =>
      expect(await storage.webhooks.listDeliveries("w")).toContainEqual(
        expect.objectContaining({ state: "pending", error: "timeout" }),
      ),
    );
    const fast = await storage.webhooks.listDeliveries("fast");
    expect(fast?.map(({ state }) => state)).toEqual(Array(6).fill("delivered"));
  });

  test("events of a presentation arrive in order, even if one of them fails first", async () => {
    const { clock, storage, create, next, settled } = await open();
    await create("p");
    await storage.presentations.setPresent("p", 1100);
    await storage.presentations.end("p", { atMs: 1200, reason: "ended" });
    const typeOf = ({ body }: Posted) => (JSON.parse(body) as { type: string }).type;
    const [first] = await next(1);
    first!.answer(503);
    await settled();
    clock.advance(5000);
    const types: string[] = [];
    for (let n = 0; n < 3; n++) {
      const [post] = await next(1);
      types.push(typeOf(post!));
      post!.answer(200);
      await settled();
    }
    expect(types).toEqual(["presentation.created", "presentation.started", "presentation.ended"]);
  });

  test("410 ends the receiver", async () => {
    const { storage, create, next, logLines } = await open();
    await create("p");
    const [post] = await next(1);
    post!.answer(410);
    await eventually(async () =>
      expect(await storage.webhooks.list()).toMatchObject([{ endedAtMs: expect.any(Number) }]),
    );
    expect(await readState(storage)).toMatchObject({ state: "failed", error: "gone" });
    expect(logLines.join("")).toContain("its receiver answered 410");
  });

  test("is given up after a day, which is logged", async () => {
    const { clock, storage, posted, create, logLines, settled } = await open();
    await create("p");
    let attempts = 0;
    while ((await readState(storage))?.state === "pending") {
      clock.advance(30 * 60_000);
      await settled();
      for (const post of posted.splice(0)) {
        attempts += 1;
        post.answer(500);
      }
      await settled();
    }
    expect(attempts).toBeGreaterThan(8);
    expect(await readState(storage)).toMatchObject({ state: "failed", error: "status", attempts });
    expect(logLines.join("")).toContain("webhook_failed");
  });

  test("closing waits for running deliveries, then aborts them and leaves them to the next process", async () => {
    const { clock, storage, sender, openOne, posted, create, next } = await open();
    await create("p");
    await create("q");
    const [first, second] = await next(2);
    first!.answer(200);
    const closed = sender.close();
    clock.advance(3000);
    await closed;
    expect(second!.signal.aborted).toBe(true);
    const states = (await storage.webhooks.listDeliveries("w"))?.map(({ state }) => state);
    expect(states).toEqual(["pending", "delivered"]);
    const other = openOne();
    await eventually(() => expect(posted).toHaveLength(1));
    expect(posted[0]!.headers["webhook-id"]).toBe(second!.headers["webhook-id"]);
    posted[0]!.answer(200);
    await other.close();
  });

  test("continues after a storage failure, which is logged once", async () => {
    const { clock, storage, create, next, logLines, settled } = await open();
    const parts: { claim: WebhookStorage["claim"] } = storage.webhooks;
    const working = parts.claim.bind(parts);
    parts.claim = () => Promise.reject(new Error("away"));
    clock.advance(5000);
    await settled();
    clock.advance(5000);
    await settled();
    parts.claim = working;
    await create("p");
    await next(1);
    expect(
      logLines.filter((line) => line.includes("reading the events to deliver failed")),
    ).toHaveLength(1);
  });
});

describe("the times of attempts", () => {
  test("increase, are jittered, and end within a day of the first", () => {
    for (const random of [0, 0.5, 0.999]) {
      let nowMs = 0;
      const times: number[] = [];
      for (let attempt = 1; ; attempt++) {
        const next = nextAttempt({ attempt, firstAttemptMs: 0 }, nowMs, random);
        if (next === undefined) break;
        times.push(next);
        nowMs = next;
      }
      expect(times[0]).toBe(Math.round(5000 * (0.8 + 0.4 * random)));
      expect(times.at(-1)).toBeGreaterThan(19 * HOUR_MS);
      expect(times.at(-1)).toBeLessThanOrEqual(24 * HOUR_MS);
    }
  });
});
