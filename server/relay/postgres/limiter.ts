import {
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";
import type { RateLimit } from "../relay.ts";
import type { PostgresSession, Statement } from "./session.ts";

/** Rows are removed by `cleanUp`. Expiry is by each process' clock. `session` throws while there is none. */
export function openPostgresLimiter(
  session: () => PostgresSession,
  name: string,
  { points, durationSeconds: duration }: RateLimit,
): RateLimiterAbstract {
  return new RateLimiterPostgres({
    storeClient: { query: async (statement: Statement) => session().query(statement) },
    storeType: "client",
    schemaName: "offplan",
    tableName: "relay_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration }),
  });
}
