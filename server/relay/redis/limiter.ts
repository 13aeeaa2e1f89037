import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";
import type { RateLimit } from "../relay.ts";
import type { RedisSession } from "./session.ts";

const READ = `return { redis.call("GET", KEYS[1]), redis.call("PTTL", KEYS[1]) }`;
const SET = `redis.call("SET", KEYS[1], ARGV[1], "EX", ARGV[2]) return { ARGV[1], redis.call("PTTL", KEYS[1]) }`;

interface ScriptInput {
  readonly keys: readonly [string];
  readonly arguments: readonly string[];
}

/**
 * The part of a `redis` client that the limiter uses, with the session's deadline and routing. `session` throws while
 * there is none.
 */
const storeClientOf = (session: () => RedisSession) => ({
  eval: async (script: string, { keys, arguments: args }: ScriptInput) =>
    session().run(keys[0], ["EVAL", script, "1", ...keys, ...args]),
  del: async (key: string) => Number(await session().run(key, ["DEL", key])),
  multi: () => {
    let ask: readonly string[] = [];
    const multi = {
      get: (key: string) => {
        ask = ["EVAL", READ, "1", key];
        return multi;
      },
      set: (key: string, points: number, { EX }: { readonly EX: number }) => {
        ask = ["EVAL", SET, "1", key, String(points), String(EX)];
        return multi;
      },
      pTTL: (key: string) => ({ exec: async () => session().run(key, ask) }),
    };
    return multi;
  },
});

/** Counts that all processes share, and this process' own while the engine is out of reach. */
export function openRedisLimiter(
  session: () => RedisSession,
  name: string,
  { points, durationSeconds: duration }: RateLimit,
): RateLimiterAbstract {
  const keyPrefix = `offplan:limit:${name}`;
  return new RateLimiterRedis({
    storeClient: storeClientOf(session),
    useRedisPackage: true,
    keyPrefix,
    points,
    duration,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
  });
}
