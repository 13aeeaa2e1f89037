import { createHash } from "node:crypto";
import { openEngineRelay, type EngineDependencies } from "../engine/engineRelay.ts";
import { reasonOf } from "../engine/errors.ts";
import type { Relay } from "../relay.ts";
import { openPostgresLeases } from "./leases.ts";
import { openPostgresLimiter } from "./limiter.ts";
import { openSession } from "./session.ts";

export interface PostgresRelayDependencies extends EngineDependencies {
  /** `postgres:` or `postgresql:`, with credentials. Must not lead to a pooler in transaction mode. */
  readonly url: string;
}

const NODE_BYTES = 8;
const CHANNEL_CHARACTERS = 32;

/** A channel's name has at most 63 bytes; a room's may have more, and any characters. */
const channelOf = (room: string): string =>
  `offplan_${createHash("sha256").update(room).digest("hex").slice(0, CHANNEL_CHARACTERS)}`;

/**
 * A relay over the database that storage has migrated: `LISTEN` and `NOTIFY`, leases and counts as rows. Resolves after
 * the first attempt to reach it; an unreachable one is connected to later.
 */
export function openPostgresRelay({ url, ...rest }: PostgresRelayDependencies): Promise<Relay> {
  const node = Buffer.from(rest.randomBytes(NODE_BYTES)).toString("hex");
  return openEngineRelay(
    {
      host: new URL(url).host,
      channelOf,
      openSession: (clock, events) => openSession(url, node, clock, events),
      reasonOf,
      leases: openPostgresLeases,
      limiter: openPostgresLimiter,
    },
    rest,
  );
}
