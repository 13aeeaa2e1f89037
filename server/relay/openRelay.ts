import type { Log } from "../log.ts";
import type { RandomBytes } from "../access/secrets.ts";
import type { Clock } from "../time/clock.ts";
import { openLocalRelay } from "./local.ts";
import type { RelayMetrics } from "./metrics.ts";
import type { Relay } from "./relay.ts";

export interface RelayDependencies {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly metrics: RelayMetrics;
}

interface EngineUrls {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string | undefined;
}

/** Whether no other process can serve these presentations, since there is no shared engine. */
export const isSingleNode = ({ redisUrl, databaseUrl }: EngineUrls): boolean =>
  redisUrl === undefined && databaseUrl === undefined;

/** Opens the relay over Redis if its URL is given, else over PostgreSQL if its URL is, else within this process. */
export async function openRelay(
  { redisUrl, databaseUrl }: EngineUrls,
  dependencies: RelayDependencies,
): Promise<Relay> {
  const { clock, randomBytes, log, metrics } = dependencies;
  if (redisUrl !== undefined) {
    if (databaseUrl === undefined) {
      log.warn(
        { code: "redis_without_database" },
        "REDIS_URL without DATABASE_URL: processes share presentations only where they share DATA_DIR",
      );
    }
    // Loaded on demand: Redis' commands take half a second to define, and most deployments do not use them.
    const { openRedisRelay } = await import("./redis/redis.ts");
    return openRedisRelay({ url: redisUrl, ...dependencies });
  }
  if (databaseUrl !== undefined) {
    const { openPostgresRelay } = await import("./postgres/postgres.ts");
    return openPostgresRelay({ url: databaseUrl, ...dependencies });
  }
  metrics.relayUp(true);
  return openLocalRelay(clock, randomBytes);
}
