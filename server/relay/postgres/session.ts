import pg from "pg";
import type { Clock } from "../../time/clock.ts";
import type { Session, SessionEvents } from "../engine/engine.ts";
import { RelayFault, within } from "../engine/errors.ts";
import { openHeartbeat } from "../engine/heartbeat.ts";
import { ChunkReader } from "./chunks.ts";
import { removeLapsed } from "./cleanUp.ts";
import { Nodes, NODES_CHANNEL } from "./nodes.ts";
import { Publisher } from "./publisher.ts";

/** Deadline for connecting, signing in and identifying the server. */
const OPEN_WITHIN_MS = 2000;
/** Statement timeout; after it, the caller uses its own counts. */
const STATEMENT_WITHIN_MS = 500;
/** A process receives its own messages within milliseconds. */
const HEARD_WITHIN_MS = 2000;
const CLOSE_WITHIN_MS = 500;
const CLEAN_EVERY_MS = 60_000;
/** One statement names no more channels than this. */
const CHANNELS_AT_ONCE = 1000;

const READ_ONLY = "25006";

export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface PostgresSession extends Session {
  /** Rejects after half a second without an answer. */
  query(statement: Statement): Promise<pg.QueryResult>;
}

/** Maximum connections for statements: one to publish, others for leases and counts, which may wait for each other. */
const MOST_COMMANDING = 3;

/** `offplan-commands` and `offplan-listener` in `pg_stat_activity`. */
const optionsFor = (url: string, name: "commands" | "listener"): pg.ClientConfig => ({
  connectionString: url,
  application_name: `offplan-${name}`,
  connectionTimeoutMillis: OPEN_WITHIN_MS,
  statement_timeout: STATEMENT_WITHIN_MS,
  keepAlive: true,
});

type Query = (sql: string) => Promise<pg.QueryResult>;

/** Runs statements one at a time, as a connection requires. */
function inTurn(query: Query): Query {
  let last: Promise<unknown> = Promise.resolve();
  return (sql) => {
    const result = last.then(() => query(sql));
    last = result.catch(() => undefined);
    return result;
  };
}

/** Rejects if the server is not a primary. A demoted one keeps its connections. */
async function checkPrimary(query: Query): Promise<void> {
  const { rows } = await query(`SELECT pg_is_in_recovery() AS "isStandby"`);
  const [row] = rows as readonly { readonly isStandby: boolean }[];
  if (row?.isStandby !== false) throw new RelayFault("not_a_primary");
}

/** Opens connections for statements and one to listen. When one is lost, all are. */
export async function openSession(
  url: string,
  node: string,
  clock: Clock,
  events: SessionEvents,
): Promise<PostgresSession> {
  const commands = new pg.Pool({
    ...optionsFor(url, "commands"),
    max: MOST_COMMANDING,
    idleTimeoutMillis: 0,
  });
  const listener = new pg.Client(optionsFor(url, "listener"));
  const command: Query = (sql) => commands.query(sql);
  const ask = inTurn((sql) => listener.query(sql));
  let state: "opening" | "open" | "over" = "opening";
  let cause: unknown;
  const stops: (() => void)[] = [];
  const end = (): void => {
    state = "over";
    for (const stop of stops) stop();
    for (const each of [commands, listener]) void each.end().catch(() => undefined);
  };
  const lose = (error: unknown): void => {
    if (state === "over") return;
    const wasOpen = state === "open";
    cause = error;
    end();
    if (wasOpen) events.lost(error);
  };
  commands.on("error", lose);
  // A connection that breaks in use fails its statement; without this listener it would also end the process.
  commands.on("connect", (client) => client.on("error", () => undefined));
  listener.on("error", lose);
  listener.on("end", () => lose(new RelayFault("silent")));

  const publisher = new Publisher(commands);
  let hasSkipped = false;
  const nodes = new Nodes(commands, clock, node, {
    appeared: () => {
      if (hasSkipped) events.missed();
      hasSkipped = false;
    },
    lost: lose,
  });
  stops.push(() => nodes.stop());
  const reader = new ChunkReader();
  /** Channels on which this process waits for its own message. */
  const awaited = new Map<string, () => void>();
  const subscribe = async (channels: readonly string[]): Promise<void> => {
    for (let from = 0; from < channels.length; from += CHANNELS_AT_ONCE) {
      const some = channels.slice(from, from + CHANNELS_AT_ONCE);
      await ask(some.map((channel) => `LISTEN "${channel}"`).join(";"));
    }
  };
  const loseAndThrow = (error: unknown): never => {
    lose(error);
    throw error;
  };
  const unsubscribe = (channel: string): void => {
    ask(`UNLISTEN "${channel}"`).catch(lose);
  };

  try {
    const connected = Promise.all(
      [command, listener.connect().then(() => ask)].map(async (query) => checkPrimary(await query)),
    );
    await within(clock, OPEN_WITHIN_MS, connected);
    const commanding = { ping: () => checkPrimary(command).catch(loseAndThrow) };
    const listening = { ping: () => checkPrimary(ask).catch(loseAndThrow) };
    const heartbeat = openHeartbeat(clock, [commanding, listening], () =>
      lose(new RelayFault("silent")),
    );
    stops.push(heartbeat.stop);
    stops.push(
      clock.every(CLEAN_EVERY_MS, () => void removeLapsed(commands).catch(() => undefined)),
    );
    listener.on("notification", ({ channel, payload = "", processId }) => {
      heartbeat.beat(listening);
      if (channel === NODES_CHANNEL) return nodes.heard(payload);
      const message = reader.read(processId, payload);
      if (message === undefined) return;
      awaited.get(channel)?.();
      events.heard(channel, message);
    });
    await subscribe([NODES_CHANNEL]);
    await nodes.join();
    state = "open";
  } catch (error) {
    end();
    throw cause ?? error;
  }
  if (cause !== undefined) throw cause;

  return {
    publish: (channel, message) => {
      if (nodes.areOthers) return publisher.publish(channel, message).catch(loseAndThrow);
      hasSkipped = true;
      return Promise.reject(new RelayFault("nobody_else"));
    },
    subscribe: (channels) => subscribe(channels).catch(loseAndThrow),
    unsubscribe,
    checkHeard: async (channel) => {
      const heard = new Promise<void>((resolve) => awaited.set(channel, resolve));
      await subscribe([channel]);
      await publisher.publish(channel, Buffer.alloc(0));
      await within(clock, HEARD_WITHIN_MS, heard).catch(() => {
        throw new RelayFault("not_heard");
      });
      awaited.delete(channel);
      unsubscribe(channel);
    },
    query: (statement) =>
      within(
        clock,
        STATEMENT_WITHIN_MS,
        commands.query({ ...statement, values: [...statement.values] }),
      ).catch((error: unknown) => {
        if (error instanceof pg.DatabaseError && error.code === READ_ONLY) lose(error);
        throw error;
      }),
    ping: async () => {
      await within(clock, STATEMENT_WITHIN_MS, Promise.all([command, ask].map(checkPrimary)));
    },
    close: async () => {
      if (state === "over") return;
      state = "over";
      await within(clock, CLOSE_WITHIN_MS, publisher.idle()).catch(() => undefined);
      end();
    },
  };
}
