import assert from "node:assert/strict";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { Log } from "../../log.ts";
import type { RandomBytes } from "../../access/secrets.ts";
import type { Clock } from "../../time/clock.ts";
import { LeasesWithFallback } from "../leases/leasesWithFallback.ts";
import type { RelayMetrics } from "../metrics.ts";
import type { Channel, ChannelEvents, Leases, RateLimit, Relay } from "../relay.ts";
import { OpenChannel } from "./channel.ts";
import { isFrom, NODE_BYTES, packEnvelope, unpackEnvelope } from "./envelope.ts";
import { openReconnect, type Reconnect } from "./reconnect.ts";
import { openRedisLeases } from "./leases.ts";
import { openRedisLimiter } from "./limiter.ts";
import { RelayFault } from "./errors.ts";
import { SendSequence } from "./sequences.ts";
import type { Session } from "./session.ts";

export interface RedisDependencies {
  /** `redis:` or `rediss:`, with credentials. */
  readonly url: string;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly metrics: RelayMetrics;
}

/** The braces hold the hash tag by which a cluster chooses the node. */
const channelOf = (room: string): string => `offplan:{${room}}`;

/** Resolves after the first attempt to reach the engine; a missing one is joined later. */
export async function openRedisRelay(dependencies: RedisDependencies): Promise<Relay> {
  const relay = new RedisRelay(dependencies);
  await relay.tried;
  return relay;
}

class RedisRelay implements Relay {
  readonly node: string;
  readonly leases: Leases;
  readonly tried: Promise<void>;
  readonly #nodeBytes: Uint8Array;
  readonly #log: Log;
  readonly #metrics: RelayMetrics;
  readonly #keeper: Reconnect;
  readonly #outgoing = new SendSequence();
  readonly #channels = new Map<string, OpenChannel>();
  readonly #limiters = new Map<string, RateLimiterAbstract>();
  readonly #listeners = new Set<(isUp: boolean) => void>();
  /** The one that is open or opening. */
  #session: Session | undefined;
  #isUp = false;
  #hasBeenUp = false;

  constructor({ url, clock, randomBytes, log, metrics }: RedisDependencies) {
    this.#nodeBytes = randomBytes(NODE_BYTES);
    this.node = Buffer.from(this.#nodeBytes).toString("hex");
    this.#log = log;
    this.#metrics = metrics;
    this.leases = new LeasesWithFallback(openRedisLeases(this.#upSession), clock);
    metrics.relayUp(false);
    const random = (): number => (randomBytes(1)[0] ?? 0) / 256;
    this.#keeper = openReconnect(
      { url, clock, log, random },
      {
        heard: (channel, message) => this.#hear(channel, message),
        opening: (session) => this.#join(session),
        opened: () => this.#turn(true),
        lost: () => this.#leave(),
      },
    );
    this.tried = this.#keeper.tried;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  onChange(listener: (isUp: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(room: string, events: ChannelEvents): Channel {
    const name = channelOf(room);
    assert(!this.#channels.has(name), "the room's channel is open already");
    const channel = new OpenChannel(events);
    this.#channels.set(name, channel);
    // A failed subscription ends the session; the next one subscribes to all.
    if (this.#session !== undefined) this.#subscribe(this.#session, [name]).catch(() => undefined);
    return {
      publish: (message) => this.publish(room, message),
      close: () => {
        if (this.#channels.get(name) !== channel) return;
        this.#channels.delete(name);
        this.#session?.unsubscribe(name);
      },
    };
  }

  publish(room: string, message: Uint8Array): void {
    const channel = channelOf(room);
    const lost = (): void => this.#outgoing.lost(channel);
    if (!this.#isUp || this.#session === undefined) return lost();
    const envelope = packEnvelope(this.#nodeBytes, this.#outgoing.next(channel), message);
    this.#session.publish(channel, envelope).catch(lost);
    this.#metrics.relayed(message.length);
  }

  readonly limiter = (name: string, limit: RateLimit): RateLimiterAbstract => {
    const known = this.#limiters.get(name);
    if (known !== undefined) return known;
    const limiter = openRedisLimiter(this.#upSession, name, limit);
    this.#limiters.set(name, limiter);
    return limiter;
  };

  async ping(): Promise<void> {
    await this.#upSession().ping();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#channels.clear();
    this.#session = undefined;
    this.#isUp = false;
    await this.#keeper.close();
  }

  readonly #upSession = (): Session => {
    if (!this.#isUp || this.#session === undefined) throw new RelayFault("away");
    return this.#session;
  };

  async #join(session: Session): Promise<void> {
    this.#session = session;
    // Missing permissions show now, not with the first room.
    const own = channelOf(this.node);
    await session.subscribe([own]);
    const heardBy = await session.publish(own, Buffer.alloc(0));
    // One name may resolve to two servers; messages to one do not reach the other.
    if (heardBy === 0) throw new RelayFault("not_heard");
    session.unsubscribe(own);
    await this.#subscribe(session, [...this.#channels.keys()]);
  }

  async #subscribe(session: Session, names: readonly string[]): Promise<void> {
    const wanted = names.map((name) => [name, this.#channels.get(name)] as const);
    await session.subscribe(names);
    if (this.#session !== session) return;
    for (const [name, channel] of wanted) {
      if (channel === undefined || this.#channels.get(name) !== channel) continue;
      channel.isSubscribed = true;
      if (this.#isUp) this.#guard(() => channel.tellMissed());
    }
  }

  #leave(): void {
    this.#session = undefined;
    for (const channel of this.#channels.values()) channel.isSubscribed = false;
    this.#turn(false);
  }

  #turn(isUp: boolean): void {
    if (this.#isUp === isUp) return;
    this.#isUp = isUp;
    this.#metrics.relayUp(isUp);
    if (isUp && this.#hasBeenUp) this.#metrics.relayReconnected();
    this.#hasBeenUp ||= isUp;
    for (const listener of this.#listeners) this.#guard(() => listener(isUp));
    if (!isUp) return;
    for (const channel of this.#channels.values()) {
      if (channel.isSubscribed) this.#guard(() => channel.tellMissed());
    }
  }

  #hear(name: string, bytes: Buffer): void {
    if (isFrom(this.#nodeBytes, bytes)) return;
    const channel = this.#channels.get(name);
    if (channel === undefined || !channel.isSubscribed || !this.#isUp) return;
    const envelope = unpackEnvelope(bytes);
    if (envelope === undefined) return;
    this.#metrics.heard(envelope.message.length);
    this.#guard(() => {
      if (!channel.hear(envelope)) this.#metrics.relayGap();
    });
  }

  /** One listener's fault must not end the connection that all share. */
  #guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#log.error({ err: error, code: "relay_receiver_failed" }, "a listener failed");
    }
  }
}
