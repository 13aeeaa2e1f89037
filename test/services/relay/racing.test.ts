import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type RedisServer } from "../../support/services/redisServer.ts";
import { openObserved, type ObservedRelay } from "./bench.ts";

const PROCESSES = 4;
const LIFE_MS = 60_000;

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

const openAll = (): Promise<readonly ObservedRelay[]> =>
  Promise.all(Array.from({ length: PROCESSES }, () => openObserved(redis.url)));

test("leases of four racing processes never exceed the limit", async () => {
  const relays = await openAll();
  let sets = 0;
  const anyStep = fc.record({
    process: fc.nat(PROCESSES - 1),
    holder: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
    act: fc.constantFrom("take", "take", "take", "release"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyStep, { minLength: 1, maxLength: 12 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (rounds, limit) => {
        const set = `set-${++sets}`;
        for (const round of rounds) {
          const outcomes = await Promise.all(
            round.map(async ({ process, holder, act }) => {
              // A holder is one connection of one process, so processes never share one.
              const name = `${process}:${holder}`;
              const leases = relays[process]?.leases;
              const released = act === "release" ? leases?.release(set, name) : undefined;
              const taken = await leases?.take(set, { holder: name, about: "" }, limit, LIFE_MS);
              await released;
              return { name, taken };
            }),
          );
          const now = (await relays[0]?.leases.list(set)) ?? [];
          expect(now.length).toBeLessThanOrEqual(limit);
          // A holder whose last outcome was a refusal holds nothing.
          const last = new Map(outcomes.map(({ name, taken }) => [name, taken]));
          expect(now.filter(({ holder }) => last.get(holder) === false)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("of a hundred concurrent requests exactly the limit is granted", async () => {
  const relays = await openAll();
  const taken = await Promise.all(
    Array.from({ length: 100 }, async (_, index) =>
      relays[index % PROCESSES]?.leases.take("hundred", lease(index), 10, LIFE_MS),
    ),
  );
  expect(taken.filter((isIn) => isIn === true)).toHaveLength(10);
  const limiters = relays.map((relay) =>
    relay.limiter("joins", { points: 7, durationSeconds: 60 }),
  );
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, async (_, index) => limiters[index % PROCESSES]?.consume("key")),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
});

const lease = (index: number) => ({ holder: `${index}`, about: "" });

test("every key in Redis expires", async () => {
  const [relay] = await openAll();
  await relay?.leases.take("mortal", lease(1), 10, LIFE_MS);
  await relay?.leases.take("mortal", lease(2), 10, 1000);
  await relay?.limiter("mortal joins", { points: 7, durationSeconds: 60 }).consume("key");
  const keys = (await redis.ask("KEYS", "*")) as string[];
  expect(keys.length).toBeGreaterThan(2);
  for (const key of keys) {
    const leftMs = Number(await redis.ask("PTTL", key));
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(LIFE_MS);
  }
  const until = await redis.ask("PTTL", "offplan:lease:{mortal}");
  expect(Number(until)).toBeGreaterThan(1000);
});
