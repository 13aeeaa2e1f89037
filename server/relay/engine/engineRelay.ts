import assert from "node:assert/strict";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { Log } from "../../log.ts";
import type { RandomBytes } from "../../access/secrets.ts";
import type { Clock } from "../../time/clock.ts";
import { LeasesWithFallback } from "../leases/leasesWithFallback.ts";
import type { RelayMetrics } from "../metrics.ts";
import type { Channel, ChannelEvents, Leases, RateLimit, Relay } from "../relay.ts";
import type { Engine, Session } from "./engine.ts";
import { isFrom, NODE_BYTES, packEnvelope, unpackEnvelope } from "./envelope.ts";
import { RelayFault } from "./errors.ts";
import { OpenChannel } from "./openChannel.ts";
import { openReconnect, type Reconnect } from "./reconnect.ts";
import { SendSequence } from "./sequences.ts";

export interface EngineDependencies {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly metrics: RelayMetrics;
}

/** Resolves after the first attempt to reach the engine; an unreachable one is connected to later. */
export async function openEngineRelay<Opened extends Session>(
  engine: Engine<Opened>,
  dependencies: EngineDependencies,
): Promise<Relay> {
  const relay = new EngineRelay(engine, dependencies);
  await relay.tried;
  return relay;
}

class EngineRelay<Opened extends Session> implements Relay {
  readonly node: string;
  readonly leases: Leases;
  readonly tried: Promise<void>;
  readonly #engine: Engine<Opened>;
  readonly #nodeBytes: Uint8Array;
  readonly #log: Log;
  readonly #metrics: RelayMetrics;
  readonly #reconnect: Reconnect;
  readonly #outgoing = new SendSequence();
  readonly #channels = new Map<string, OpenChannel>();
  readonly #limiters = new Map<string, RateLimiterAbstract>();
  readonly #listeners = new Set<(isUp: boolean) => void>();
  /** The session that is open or opening. */
  #session: Opened | undefined;
  #isUp = false;
  #hasBeenUp = false;

  constructor(engine: Engine<Opened>, dependencies: EngineDependencies) {
    const { clock, randomBytes, log, metrics } = dependencies;
    this.#engine = engine;
    this.#nodeBytes = randomBytes(NODE_BYTES);
    this.node = Buffer.from(this.#nodeBytes).toString("hex");
    this.#log = log;
    this.#metrics = metrics;
    this.leases = new LeasesWithFallback(engine.leases(this.#upSession), clock);
    metrics.relayUp(false);
    const random = (): number => (randomBytes(1)[0] ?? 0) / 256;
    this.#reconnect = openReconnect(
      engine,
      { clock, log, random },
      {
        heard: (channel, message) => this.#hear(channel, message),
        missed: () => this.#tellMissed(),
        opening: (session) => this.#join(session),
        opened: () => this.#turn(true),
        lost: () => this.#leave(),
      },
    );
    this.tried = this.#reconnect.tried;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  onChange(listener: (isUp: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(room: string, events: ChannelEvents): Channel {
    const name = this.#engine.channelOf(room);
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
    const channel = this.#engine.channelOf(room);
    const lost = (): void => this.#outgoing.lost(channel);
    if (!this.#isUp || this.#session === undefined) return lost();
    const envelope = packEnvelope(this.#nodeBytes, this.#outgoing.next(channel), message);
    const sent = (): void => this.#metrics.relayed(message.length);
    this.#session.publish(channel, envelope).then(sent, lost);
  }

  readonly limiter = (name: string, limit: RateLimit): RateLimiterAbstract => {
    const known = this.#limiters.get(name);
    if (known !== undefined) return known;
    const limiter = this.#engine.limiter(this.#upSession, name, limit);
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
    await this.#reconnect.close();
  }

  readonly #upSession = (): Opened => {
    if (!this.#isUp || this.#session === undefined) throw new RelayFault("away");
    return this.#session;
  };

  async #join(session: Opened): Promise<void> {
    this.#session = session;
    await session.checkHeard(this.#engine.channelOf(this.node));
    await this.#subscribe(session, [...this.#channels.keys()]);
  }

  async #subscribe(session: Opened, names: readonly string[]): Promise<void> {
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
    if (isUp) this.#tellMissed();
  }

  #tellMissed(): void {
    if (!this.#isUp) return;
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
      this.#log.error(
        { err: error, code: "relay_receiver_failed" },
        "handling a message from the relay failed",
      );
    }
  }
}
