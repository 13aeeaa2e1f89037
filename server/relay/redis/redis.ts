import type { Engine, Session } from "../engine/engine.ts";
import { openEngineRelay, type EngineDependencies } from "../engine/engineRelay.ts";
import type { Relay } from "../relay.ts";
import type { Address } from "./connectionPair.ts";
import { reasonOf } from "./errors.ts";
import { openRedisLeases } from "./leases.ts";
import { openRedisLimiter } from "./limiter.ts";
import { openSession, type RedisSession } from "./session.ts";

export interface RedisDependencies extends EngineDependencies {
  /** `redis:` or `rediss:`, with credentials. */
  readonly url: string;
}

/** Resolves after the first attempt to reach Redis; an unreachable one is connected to later. */
export const openRedisRelay = ({ url, ...dependencies }: RedisDependencies): Promise<Relay> =>
  openEngineRelay(redisEngine(url), dependencies);

function redisEngine(url: string): Engine<RedisSession> {
  /** Other addresses of this engine. */
  let known: readonly Address[] = [];
  let attempts = 0;
  return {
    host: new URL(url).host,
    // The braces hold the hash tag by which a cluster chooses the node.
    channelOf: (room) => `offplan:{${room}}`,
    openSession: async (clock, events) => {
      // The URL's first, then those that the engine named.
      const addresses = [undefined, ...known];
      const at = addresses[attempts++ % addresses.length];
      const session = await openSession({ url, at }, clock, events);
      const begun: Session["begun"] = () => {
        known = session.servers;
        attempts = 0;
      };
      return { ...session, begun };
    },
    reasonOf,
    leases: openRedisLeases,
    limiter: openRedisLimiter,
  };
}
