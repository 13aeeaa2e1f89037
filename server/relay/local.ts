import { RateLimiterMemory, type RateLimiterAbstract } from "rate-limiter-flexible";
import type { RandomBytes } from "../access/secrets.ts";
import type { Clock } from "../time/clock.ts";
import { MemoryLeases } from "./leases/memoryLeases.ts";
import type { Relay } from "./relay.ts";

const NODE_BYTES = 8;

/** The relay of a single process: sends nothing and misses nothing. Always up. */
export function openLocalRelay(clock: Clock, randomBytes: RandomBytes): Relay {
  const limiters = new Map<string, RateLimiterAbstract>();
  return {
    node: Buffer.from(randomBytes(NODE_BYTES)).toString("hex"),
    isUp: true,
    onChange: () => () => undefined,
    open: () => ({ publish: () => undefined, close: () => undefined }),
    publish: () => undefined,
    leases: new MemoryLeases(clock),
    limiter: (name, { points, durationSeconds }) => {
      const known = limiters.get(name);
      if (known !== undefined) return known;
      const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds });
      limiters.set(name, limiter);
      return limiter;
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
}
