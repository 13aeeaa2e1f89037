import * as v from "valibot";
import type { SharedLeases } from "../leases/leasesWithFallback.ts";
import type { Lease } from "../relay.ts";
import type { RedisSession } from "./session.ts";
import { Script } from "./script.ts";

/** A sorted set of holders by expiry, and a hash of their details, prefixed by arrival time. */
const keysOf = (set: string): readonly [string, string] => [
  `offplan:lease:{${set}}`,
  `offplan:about:{${set}}`,
];

const NOW = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** A limit below 0 is none. Times are the server's own. Both keys live until the last place lapses. */
const TAKE = new Script(`${NOW}
local holder, about, limit, life = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
for _, lapsed in ipairs(redis.call("ZRANGEBYSCORE", KEYS[1], "-inf", now)) do
  redis.call("ZREM", KEYS[1], lapsed)
  redis.call("HDEL", KEYS[2], lapsed)
end
local since = string.format("%.0f", time[1] * 1000000 + time[2])
local known = redis.call("HGET", KEYS[2], holder)
if known then
  since = string.match(known, "^%d+")
elseif limit >= 0 and redis.call("ZCARD", KEYS[1]) >= limit then
  return 0
end
redis.call("ZADD", KEYS[1], now + life, holder)
redis.call("HSET", KEYS[2], holder, since .. " " .. about)
local last = redis.call("ZREVRANGE", KEYS[1], 0, 0, "WITHSCORES")[2]
redis.call("PEXPIREAT", KEYS[1], last)
redis.call("PEXPIREAT", KEYS[2], last)
return 1
`);

const RELEASE = new Script(`
redis.call("ZREM", KEYS[1], ARGV[1])
redis.call("HDEL", KEYS[2], ARGV[1])
return 1
`);

const LIST = new Script(`${NOW}
local found = {}
for _, holder in ipairs(redis.call("ZRANGEBYSCORE", KEYS[1], "(" .. now, "+inf")) do
  found[#found + 1] = holder
  found[#found + 1] = redis.call("HGET", KEYS[2], holder)
end
return found
`);

const Listed = v.array(v.string());

/** Sorts by arrival time, the number before the first blank; the rest is the holder's. */
function readLeases(listed: readonly string[]): readonly Lease[] {
  const found: (Lease & { since: number })[] = [];
  for (let at = 0; at + 1 < listed.length; at += 2) {
    const [holder = "", said = ""] = listed.slice(at, at + 2);
    const blank = said.indexOf(" ");
    found.push({ holder, about: said.slice(blank + 1), since: Number(said.slice(0, blank)) });
  }
  return found
    .toSorted((left, right) => left.since - right.since)
    .map(({ holder, about }) => ({ holder, about }));
}

/** `session` throws while there is none. */
export function openRedisLeases(session: () => RedisSession): SharedLeases {
  const run = async (script: Script, set: string, args: readonly string[]): Promise<unknown> => {
    const keys = keysOf(set);
    return script.run((command) => session().run(keys[0], command), keys, args);
  };
  const take = async (set: string, { holder, about }: Lease, limit: number, lifeMs: number) => {
    const amounts = [Number.isFinite(limit) ? limit : -1, Math.ceil(lifeMs)].map(String);
    return (await run(TAKE, set, [holder, about, ...amounts])) === 1;
  };
  return {
    take,
    keep: async (set, lease, lifeMs) => void (await take(set, lease, -1, lifeMs)),
    release: async (set, holder) => void (await run(RELEASE, set, [holder])),
    list: async (set) => readLeases(v.parse(Listed, await run(LIST, set, []))),
  };
}
