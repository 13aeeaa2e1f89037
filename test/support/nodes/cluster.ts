import { AGENT_KEY, openServerCalls, type ServerCalls } from "../server/serverCalls.ts";
import { openBalancer, type Balancer } from "../services/balancer.ts";
import { openClusterNode, type ClusterNode } from "./clusterNode.ts";
import { startPostgres, type PostgresServer } from "../services/postgresServer.ts";
import { startRedis, type RedisServer } from "../services/redisServer.ts";

/** The relay's engine between the processes. */
export type RelayEngine = "Redis" | "PostgreSQL";

/** Several server processes behind a balancer, with their own PostgreSQL and, if it is their relay, Redis. */
export interface Cluster extends ServerCalls {
  /** The balancer's URL. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
  readonly postgres: PostgresServer;
  readonly relay: RelayEngine;
  /** The relay's engine: PostgreSQL itself, or a Redis. */
  readonly relayServer: Pick<PostgresServer | RedisServer, "kill" | "start" | "pause" | "resume">;
  readonly balancer: Balancer;
  node(index: number): ClusterNode;
  /** A balancer for one participant over the same processes, to know which process serves it. */
  openLine(): Promise<Balancer>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly nodes: number;
  /** Redis by default. */
  readonly relay?: RelayEngine;
  readonly environment?: Readonly<Record<string, string>>;
}

const NAMES = ["A", "B", "C", "D", "E", "F", "G", "H"];

export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { nodes: size, relay = "Redis", environment } = options;
  const [postgres, redis] = await Promise.all([
    startPostgres(),
    relay === "Redis" ? startRedis() : undefined,
  ]);
  const nodes: ClusterNode[] = [];
  const balancer = await openBalancer(nodes);
  const lines: Balancer[] = [];
  const shared = {
    AGENT_KEY,
    PUBLIC_URL: balancer.url,
    TRUST_PROXY: "true",
    CONNECTIONS_PER_ADDRESS: "1000",
    ...environment,
  };
  const close = async (): Promise<void> => {
    await Promise.all([balancer, ...lines].map((one) => one.close()));
    await Promise.all(nodes.map((node) => node.close()));
    await Promise.all([postgres.close(), redis?.close()]);
  };
  try {
    for (const name of NAMES.slice(0, size)) {
      const urls = { databaseUrl: postgres.url, redisUrl: redis?.url };
      nodes.push(await openClusterNode({ name, ...urls, environment: shared }));
    }
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    url: balancer.url,
    nodes,
    postgres,
    relay,
    relayServer: redis ?? postgres,
    balancer,
    node: (index) => {
      const node = nodes[index];
      if (node === undefined) throw new Error(`there is no process ${index}`);
      return node;
    },
    openLine: async () => {
      const line = await openBalancer(nodes, lines.length);
      lines.push(line);
      return line;
    },
    close,
    ...openServerCalls(balancer.url),
  };
}
