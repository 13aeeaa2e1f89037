import type { Clock } from "../../time/clock.ts";
import type { Address, ConnectionPair, Server } from "./connectionPair.ts";
import type { Session, SessionEvents } from "../engine/engine.ts";
import { RelayFault, within } from "../engine/errors.ts";
import { reasonOf } from "./errors.ts";
import { openTopology } from "./topology.ts";

const COMMAND_WITHIN_MS = 500;
/** Longer than a command, since many rooms may be open. */
const SUBSCRIBE_WITHIN_MS = 5000;
/** Interval at which the slots are read again, since the move of an idle slot is not announced. */
const LOOK_AT_CLUSTER_MS = 10_000;
/** One command names no more channels than this. */
const CHANNELS_AT_ONCE = 1000;

/** Errors of a server that cannot be written to any more: it was demoted, or the slot is elsewhere. */
const MISPLACED: ReadonlySet<string> = new Set([
  "READONLY",
  "MOVED",
  "CLUSTERDOWN",
  "MASTERDOWN",
  "NOAUTH",
]);

export interface RedisSession extends Session {
  /** Servers of this engine, to connect to when the URL's is gone. */
  readonly servers: readonly Address[];
  /** Runs a command on keys with the slot of `key`. Rejects after half a second without an answer. */
  run(key: string, args: readonly string[]): Promise<unknown>;
}

export async function openSession(
  server: Server,
  clock: Clock,
  events: Pick<SessionEvents, "heard" | "lost">,
): Promise<RedisSession> {
  let links: readonly ConnectionPair[] = [];
  let early: unknown;
  let isOver = false;
  let stopLooking = (): void => undefined;
  const close = async (): Promise<void> => {
    isOver = true;
    stopLooking();
    await Promise.all(links.map((link) => link.close()));
  };
  const lose = (error: unknown): void => {
    early ??= error;
    if (isOver || links.length === 0) return;
    isOver = true;
    stopLooking();
    for (const link of links) link.drop();
    events.lost(error);
  };
  const topology = await openTopology(server, clock, {
    heard: events.heard,
    lost: lose,
  });
  const { isCluster, find } = topology;
  links = topology.links;
  if (early !== undefined) {
    await close();
    throw early;
  }
  const kind = isCluster ? "sharded" : "plain";

  const checkPrimary = (error: unknown): never => {
    if (MISPLACED.has(reasonOf(error))) lose(error);
    throw error;
  };
  const publish = (channel: string, message: Buffer): Promise<unknown> =>
    find(channel)
      .command([isCluster ? "SPUBLISH" : "PUBLISH", channel, message])
      .catch((error: unknown) => {
        lose(error);
        throw error;
      });
  // A cluster refuses to subscribe to channels of several slots in one command.
  const atOnce = isCluster ? 1 : CHANNELS_AT_ONCE;
  const subscribe = async (channels: readonly string[]): Promise<void> => {
    const commands: Promise<unknown>[] = [];
    for (let from = 0; from < channels.length; from += atOnce) {
      const some = channels.slice(from, from + atOnce);
      commands.push(find(some[0] ?? "").subscribe(kind, some));
    }
    await within(clock, SUBSCRIBE_WITHIN_MS, Promise.all(commands)).catch((error: unknown) => {
      lose(error);
      throw error;
    });
  };
  if (isCluster) {
    const look = async (): Promise<void> => {
      const isCurrent = await within(clock, COMMAND_WITHIN_MS, topology.isCurrent());
      if (!isCurrent) lose(new RelayFault("topology_changed"));
    };
    stopLooking = clock.every(LOOK_AT_CLUSTER_MS, () => void look().catch(lose));
  }
  const unsubscribe = (channel: string): void => {
    find(channel).unsubscribe(kind, channel).catch(lose);
  };
  return {
    servers: topology.servers,
    publish,
    subscribe,
    unsubscribe,
    checkHeard: async (channel) => {
      await subscribe([channel]);
      // One name may resolve to two servers; messages to one do not reach the other.
      const listeners = await publish(channel, Buffer.alloc(0));
      if (listeners === 0) throw new RelayFault("not_heard");
      unsubscribe(channel);
    },
    run: (key, args) =>
      within(clock, COMMAND_WITHIN_MS, find(key).command(args)).catch(checkPrimary),
    ping: async () => {
      const asked = links.map((link) => link.check());
      await within(clock, COMMAND_WITHIN_MS, Promise.all(asked));
    },
    close,
  };
}
