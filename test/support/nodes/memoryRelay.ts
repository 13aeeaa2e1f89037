import assert from "node:assert/strict";
import { RateLimiterMemory, type RateLimiterAbstract } from "rate-limiter-flexible";
import {
  LeasesWithFallback,
  type SharedLeases,
} from "../../../server/relay/leases/leasesWithFallback.ts";
import { MemoryLeases } from "../../../server/relay/leases/memoryLeases.ts";
import type {
  Channel,
  ChannelEvents,
  Leases,
  OpenLimiter,
  Relay,
} from "../../../server/relay/relay.ts";
import type { Clock } from "../../../server/time/clock.ts";

/** One of the processes that share a hub. */
export interface MemoryRelay extends Relay {
  /** Disconnects it in both directions; it then counts leases by itself. */
  cut(): void;
  /** Reconnects it; each of its channels is told that messages may be missing. */
  heal(): void;
}

/** An in-memory relay between several simulated processes. */
export interface RelayHub {
  /** Adds a process. */
  open(): MemoryRelay;
  /** Drops the next messages; receivers learn of it with the sender's next message. */
  dropNext(count?: number): void;
  /** Delivers all queued messages, and those that they cause. */
  flush(): void;
}

interface HubOptions {
  readonly clock: Clock;
  /** Queues everything until `flush`; otherwise messages are delivered in a microtask. */
  readonly held?: boolean;
}

interface OpenChannel {
  readonly events: ChannelEvents;
  /** Senders with lost messages since their last delivered one. */
  readonly lost: Set<string>;
}

export function openRelayHub({ clock, held = false }: HubOptions): RelayHub {
  const nodes: Node[] = [];
  const waiting: (() => void)[] = [];
  const leases = new MemoryLeases(clock);
  const limiters = new Map<string, RateLimiterAbstract>();
  let dropping = 0;

  const flush = (): void => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next();
  };

  const post = (delivery: () => void): void => {
    waiting.push(delivery);
    if (!held && waiting.length === 1) queueMicrotask(flush);
  };

  const send = (from: Node, room: string, message: Uint8Array): void => {
    const bytes = new Uint8Array(message);
    const dropped = !from.isUp || dropping > 0;
    if (from.isUp && dropping > 0) dropping -= 1;
    post(() => {
      for (const node of nodes) if (node !== from) node.hear(from.node, room, bytes, dropped);
    });
  };

  const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const known =
      limiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration });
    limiters.set(name, known);
    return known;
  };

  return {
    open: () => {
      const node = new Node(`node-${nodes.length + 1}`, { clock, leases, limiter, post, send });
      nodes.push(node);
      return node;
    },
    dropNext: (count = 1) => {
      dropping += count;
    },
    flush,
  };
}

interface Hub {
  readonly clock: Clock;
  readonly leases: SharedLeases;
  readonly limiter: (name: string, points: number, duration: number) => RateLimiterAbstract;
  readonly post: (delivery: () => void) => void;
  readonly send: (from: Node, room: string, message: Uint8Array) => void;
}

class Node implements MemoryRelay {
  readonly node: string;
  readonly leases: Leases;
  isUp = true;
  readonly #hub: Hub;
  readonly #channels = new Map<string, OpenChannel>();
  readonly #listeners = new Set<(isUp: boolean) => void>();

  constructor(node: string, hub: Hub) {
    this.node = node;
    this.#hub = hub;
    const reach = (): SharedLeases => {
      assert(this.isUp, "the relay is away");
      return hub.leases;
    };
    const shared: SharedLeases = {
      take: async (...args) => reach().take(...args),
      keep: async (...args) => reach().keep(...args),
      release: async (...args) => reach().release(...args),
      list: async (...args) => reach().list(...args),
    };
    this.leases = new LeasesWithFallback(shared, hub.clock);
  }

  onChange(listener: (isUp: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(room: string, events: ChannelEvents): Channel {
    assert(!this.#channels.has(room), `${this.node} has ${room} open already`);
    const channel = { events, lost: new Set<string>() };
    this.#channels.set(room, channel);
    this.#hub.post(() => this.#tellMissed(room, channel));
    return {
      publish: (message) => this.publish(room, message),
      close: () => {
        if (this.#channels.get(room) === channel) this.#channels.delete(room);
      },
    };
  }

  publish(room: string, message: Uint8Array): void {
    this.#hub.send(this, room, message);
  }

  hear(from: string, room: string, message: Uint8Array, dropped: boolean): void {
    const channel = this.#channels.get(room);
    if (channel === undefined || !this.isUp) return;
    if (dropped) return void channel.lost.add(from);
    if (channel.lost.delete(from)) channel.events.missed();
    channel.events.received(from, new Uint8Array(message));
  }

  readonly limiter: OpenLimiter = (name, { points, durationSeconds }) =>
    this.#hub.limiter(name, points, durationSeconds);

  async ping(): Promise<void> {
    assert(this.isUp, "the relay is away");
  }

  cut(): void {
    this.#turn(false);
  }

  heal(): void {
    if (this.isUp) return;
    this.#turn(true);
    for (const [room, channel] of this.#channels) {
      this.#hub.post(() => this.#tellMissed(room, channel));
    }
  }

  async close(): Promise<void> {
    this.#channels.clear();
    this.#listeners.clear();
  }

  #turn(isUp: boolean): void {
    if (this.isUp === isUp) return;
    this.isUp = isUp;
    for (const listener of this.#listeners) listener(isUp);
  }

  #tellMissed(room: string, channel: OpenChannel): void {
    if (!this.isUp || this.#channels.get(room) !== channel) return;
    channel.lost.clear();
    channel.events.missed();
  }
}
