import { RedisClient } from "@redis/client";
import type { Clock } from "../../clock.ts";
import { RelayFault } from "./reason.ts";
import { watchPulse } from "./pulse.ts";
import { within } from "./within.ts";

/** Connecting, signing in and asking what the server is. */
const OPEN_WITHIN_MS = 2000;
/** Saying the last things. */
const CLOSE_WITHIN_MS = 500;

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where one server is and who one is to it. Holds the password. */
export interface Server {
  readonly url: string;
  /** Another address than the URL's; the credentials and TLS stay. */
  readonly at?: Address | undefined;
}

export interface LinkEvents {
  heard(channel: string, message: Buffer): void;
  /** Told once, unless it was closed. The link is of no use any more. */
  lost(error: unknown): void;
}

/** `sharded`: a channel lives on the cluster's node that has its slot. */
type PubSub = "plain" | "sharded";

/** A pair of connections to one server, one to command and one to listen. Once lost it stays lost. */
export interface Link {
  readonly isCluster: boolean;
  /** And not a replica, whose word reaches nobody else. */
  readonly isPrimary: boolean;
  command(args: readonly (string | Buffer)[]): Promise<unknown>;
  subscribe(kind: PubSub, channels: readonly string[]): Promise<unknown>;
  unsubscribe(kind: PubSub, channel: string): Promise<unknown>;
  /** What was said before still goes out. Idempotent. */
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
    // Whoever keeps the pair alive makes a new one: only so is a server that hangs ever given up.
    socket: { ...socket, ...at, reconnectStrategy: false, connectTimeout: OPEN_WITHIN_MS },
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    // It would hold a timer for every message, and end once the command is written.
    commandOptions: { timeout: 0 },
  });
}

type Client = ReturnType<typeof makeClient>;

const readField = (hello: unknown, field: string): unknown =>
  typeof hello === "object" && hello !== null ? Reflect.get(hello, field) : undefined;

export async function openLink(server: Server, clock: Clock, events: LinkEvents): Promise<Link> {
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

  const greet = async (): Promise<unknown> => {
    await Promise.all(both.map((client) => client.connect()));
    return commands.sendCommand(["HELLO", "3"]);
  };
  try {
    const hello = await within(clock, OPEN_WITHIN_MS, greet());
    state = "open";
    const pulse = watchPulse(clock, [commands, listener], () => lose(new RelayFault("silent")));
    stopPulse = pulse.stop;
    const hear = (message: Buffer, channel: Buffer): void => {
      pulse.beat(listener);
      events.heard(channel.toString(), message);
    };
    return {
      isCluster: readField(hello, "mode") === "cluster",
      isPrimary: readField(hello, "role") === "master",
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
