import { RedisClient } from "@redis/client";
import type { Clock } from "../../time/clock.ts";
import { RelayFault, within } from "../engine/errors.ts";
import { openHeartbeat } from "../engine/heartbeat.ts";

/** Deadline for connecting, signing in and identifying the server. */
const OPEN_WITHIN_MS = 2000;
/** Time for pending messages on closing. */
const CLOSE_WITHIN_MS = 500;

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Address and credentials of a server. Holds the password. */
export interface Server {
  readonly url: string;
  /** Another address than the URL's; the credentials and TLS stay. */
  readonly at?: Address | undefined;
}

export interface ConnectionPairEvents {
  heard(channel: string, message: Buffer): void;
  /** Called once, unless it was closed. The pair is unusable from then on. */
  lost(error: unknown): void;
}

/** `sharded`: a channel lives on the cluster's node that has its slot. */
type PubSub = "plain" | "sharded";

/**
 * A pair of connections to one server: one for commands, one to listen. A lost pair stays lost; a pair to a primary is
 * lost when the server is demoted.
 */
export interface ConnectionPair {
  readonly isCluster: boolean;
  /** Whether the server was a primary at opening. A replica does not pass messages on. */
  readonly isPrimary: boolean;
  /** Rejects when the server does not answer, or was a primary and no longer is. */
  check(): Promise<unknown>;
  command(args: readonly (string | Buffer)[]): Promise<unknown>;
  subscribe(kind: PubSub, channels: readonly string[]): Promise<unknown>;
  unsubscribe(kind: PubSub, channel: string): Promise<unknown>;
  /** Sends pending messages first. Idempotent. */
  close(): Promise<void>;
  /** Like `close`, at once. */
  drop(): void;
}

/** Made once: `createClient` defines all commands anew for every client, which takes up to half a second. */
const createClient = RedisClient.factory({ RESP: 3 });

function makeClient({ url, at }: Server, name: string) {
  const { socket, ...rest } = RedisClient.parseURL(url);
  return createClient({
    ...rest,
    name,
    // No reconnects here: `reconnect` opens a new pair, so that a hung server is given up.
    socket: { ...socket, ...at, reconnectStrategy: false, connectTimeout: OPEN_WITHIN_MS },
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    // A timeout would hold a timer for every message, and would end once the command is written.
    commandOptions: { timeout: 0 },
  });
}

type Client = ReturnType<typeof makeClient>;

const readField = (hello: unknown, field: string): unknown =>
  typeof hello === "object" && hello !== null ? Reflect.get(hello, field) : undefined;

/** The server's `HELLO` reply, which every user may request. */
const greetOne = (client: Client): Promise<unknown> => client.sendCommand(["HELLO", "3"]);

const isFromPrimary = (hello: unknown): boolean => readField(hello, "role") === "master";

export async function openConnectionPair(
  server: Server,
  clock: Clock,
  events: ConnectionPairEvents,
): Promise<ConnectionPair> {
  const commands = makeClient(server, "offplan-commands");
  const listener = makeClient(server, "offplan-listener");
  const both: readonly Client[] = [commands, listener];
  let state: "opening" | "open" | "over" = "opening";
  let stopPulse = (): void => undefined;
  const end = (): void => {
    state = "over";
    stopPulse();
    for (const client of both) client.destroy();
  };
  let cause: unknown;
  const lose = (error: unknown): void => {
    if (state === "over") return;
    const wasOpen = state === "open";
    cause = error;
    end();
    if (wasOpen) events.lost(error);
  };
  for (const client of both) client.on("error", lose);
  listener.on("sharded-channel-moved", () => lose(new RelayFault("topology_changed")));

  // Each of the two separately, since a name may resolve to two servers.
  const greet = async (): Promise<readonly unknown[]> => {
    await Promise.all(both.map((client) => client.connect()));
    return Promise.all(both.map(greetOne));
  };
  try {
    const hellos = await within(clock, OPEN_WITHIN_MS, greet());
    state = "open";
    const isPrimary = hellos.every(isFromPrimary);
    // A demoted primary still accepts PUBLISH and does not announce its role, so it is asked.
    const check = async (client: Client): Promise<void> => {
      const hello = await greetOne(client);
      if (!isPrimary || isFromPrimary(hello)) return;
      const fault = new RelayFault("not_a_primary");
      lose(fault);
      throw fault;
    };
    const commanding = { ping: () => check(commands) };
    const listening = { ping: () => check(listener) };
    const pulse = openHeartbeat(clock, [commanding, listening], () =>
      lose(new RelayFault("silent")),
    );
    stopPulse = pulse.stop;
    const hear = (message: Buffer, channel: Buffer): void => {
      pulse.beat(listening);
      events.heard(channel.toString(), message);
    };
    return {
      isCluster: hellos.some((hello) => readField(hello, "mode") === "cluster"),
      isPrimary,
      check: () => Promise.all(both.map(check)),
      command: (args) => commands.sendCommand(args),
      subscribe: (kind, channels) =>
        kind === "plain"
          ? listener.subscribe([...channels], hear, true)
          : listener.sSubscribe([...channels], hear, true),
      unsubscribe: (kind, channel) =>
        kind === "plain"
          ? listener.unsubscribe(channel, hear, true)
          : listener.sUnsubscribe(channel, hear, true),
      close: async () => {
        if (state === "over") return;
        state = "over";
        stopPulse();
        listener.destroy();
        await within(clock, CLOSE_WITHIN_MS, commands.close()).catch(() => undefined);
        end();
      },
      drop: end,
    };
  } catch (error) {
    end();
    throw cause ?? error;
  }
}
