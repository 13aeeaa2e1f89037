import * as v from "valibot";
import type { Clock } from "../../time/clock.ts";
import {
  openConnectionPair,
  type Address,
  type ConnectionPair,
  type ConnectionPairEvents,
  type Server,
} from "./connectionPair.ts";
import { RelayFault } from "../engine/errors.ts";
import { SLOTS, slotOf } from "./slots.ts";

/** The reply of `CLUSTER SLOTS`: range, primary, replicas. No host means the queried server's. */
const Node = v.looseTuple([v.nullable(v.string()), v.number()]);
type Node = v.InferOutput<typeof Node>;
const Shards = v.array(v.tupleWithRest([v.number(), v.number(), Node], Node));
type Shards = v.InferOutput<typeof Shards>;

/** Connections to all primaries of the engine, and the slots of each. */
export interface Topology {
  readonly isCluster: boolean;
  readonly links: readonly ConnectionPair[];
  /** Every server that the engine named, to connect to when the URL's is gone. */
  readonly servers: readonly Address[];
  /** The connections to the primary of this key or channel. */
  find(this: void, key: string): ConnectionPair;
  /** Whether the engine's topology is unchanged. */
  isCurrent(): Promise<boolean>;
}

export async function openTopology(
  server: Server,
  clock: Clock,
  events: ConnectionPairEvents,
): Promise<Topology> {
  const link = await openConnectionPair(server, clock, events);
  if (link.isCluster) return openCluster(server, link, clock, events);
  if (link.isPrimary) {
    return {
      isCluster: false,
      links: [link],
      servers: [],
      find: () => link,
      isCurrent: async () => true,
    };
  }
  await link.close();
  throw new RelayFault("not_a_primary");
}

const readShards = async (link: ConnectionPair): Promise<Shards> =>
  v.parse(Shards, await link.command(["CLUSTER", "SLOTS"]));

const keyOf = ({ host, port }: Address): string => `${host} ${port}`;

/** Order-independent: a cluster lists its shards in any order. */
const describe = (shards: Shards): string =>
  shards
    .map(([first, last, [host, port]]) => `${first}-${last} ${host} ${port}`)
    .toSorted((left, right) => left.localeCompare(right))
    .join();

async function openCluster(
  server: Server,
  first: ConnectionPair,
  clock: Clock,
  events: ConnectionPairEvents,
): Promise<Topology> {
  const asked = server.at?.host ?? new URL(server.url).hostname;
  const addressOf = ([host, port]: Node): Address => ({
    host: host === null || host === "" || host === "?" ? asked : host,
    port,
  });
  const shards = await askOnce(first);
  const primaries = new Map<string, Address>();
  for (const [, , primary] of shards) primaries.set(keyOf(addressOf(primary)), addressOf(primary));
  const links = await openAll([...primaries.values()], (at) =>
    openConnectionPair({ ...server, at }, clock, events),
  );
  const bySlot = new Map<number, ConnectionPair>();
  const byKey = new Map([...primaries.keys()].map((key, index) => [key, links[index]]));
  for (const [from, to, primary] of shards) {
    const link = byKey.get(keyOf(addressOf(primary)));
    if (link === undefined) continue;
    for (let slot = from; slot <= to; slot++) bySlot.set(slot, link);
  }
  if (!links.every(({ isPrimary }) => isPrimary)) {
    return giveUp(links, new RelayFault("not_a_primary"));
  }
  if (bySlot.size < SLOTS) return giveUp(links, new RelayFault("slots_uncovered"));
  const known = describe(shards);
  return {
    isCluster: true,
    links,
    servers: shards.flatMap(([, , ...nodes]) => nodes.map(addressOf)),
    find: (key) => bySlot.get(slotOf(key)) ?? first,
    isCurrent: async () => describe(await readShards(links[0] ?? first)) === known,
  };
}

async function askOnce(link: ConnectionPair): Promise<Shards> {
  try {
    return await readShards(link);
  } finally {
    await link.close();
  }
}

async function giveUp(links: readonly ConnectionPair[], reason: unknown): Promise<never> {
  await Promise.all(links.map((link) => link.close()));
  throw reason;
}

/** Opens all or none. */
async function openAll(
  addresses: readonly Address[],
  open: (at: Address) => Promise<ConnectionPair>,
): Promise<readonly ConnectionPair[]> {
  const outcomes = await Promise.allSettled(addresses.map(open));
  const links = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = outcomes.find((one) => one.status === "rejected");
  return failed === undefined ? links : giveUp(links, failed.reason);
}
