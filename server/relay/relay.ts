import type { RateLimiterAbstract } from "rate-limiter-flexible";

/**
 * Carries messages between the processes of a deployment. Messages of one sender arrive in order and at most once;
 * possible losses are reported (`ChannelEvents.missed`) and repaired by the receiver. Every client of the engine is
 * trusted.
 * No call blocks or throws while the engine is away: publishing does nothing and every process counts for itself.
 */
export interface Relay {
  /** Id of this process, new with each start. Part of every message that it sends and of none that it receives. */
  readonly node: string;
  /** Whether messages get through. A loss is noticed within 3 s, even if the engine hangs with open connections. */
  readonly isUp: boolean;
  /** Reports every change of `isUp`. Returns a function to unsubscribe. */
  onChange(listener: (isUp: boolean) => void): () => void;
  /** Receives the room's messages until the channel is closed. A process opens one channel a room at a time. */
  open(room: string, events: ChannelEvents): Channel;
  /** Sends to every process that has the room open, whether or not this one has. */
  publish(room: string, message: Uint8Array): void;
  readonly leases: Leases;
  /** A limiter whose counts all processes share. `name` keeps the counts of different limits apart. */
  readonly limiter: OpenLimiter;
  /** Resolves when the engine answers. */
  ping(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

export type OpenLimiter = (name: string, limit: RateLimit) => RateLimiterAbstract;

/** `points` in a window of `durationSeconds`. */
export interface RateLimit {
  readonly points: number;
  readonly durationSeconds: number;
}

export interface ChannelEvents {
  /** A message of another process. The bytes belong to the receiver. */
  received(from: string, message: Uint8Array): void;
  /**
   * From now on messages arrive, but earlier ones may be missing: the subscription has just begun, has begun again, or
   * a number in a sender's sequence was left out. Never called before the first subscription is confirmed.
   */
  missed(): void;
}

export interface Channel {
  publish(message: Uint8Array): void;
  /** Unsubscribes. Idempotent. */
  close(): void;
}

/** A place that is held as long as it is renewed. */
export interface Lease {
  readonly holder: string;
  /** Details set by the holder; JSON. */
  readonly about: string;
}

/** Places in named sets, counted over all processes; each lapses by itself when it is not renewed. */
export interface Leases {
  /**
   * Takes a place for the holder, or renews the one it has, for `lifeMs` from now. False when `limit` others are held: a
   * holder that has a place keeps it even beyond the limit.
   */
  take(set: string, lease: Lease, limit: number, lifeMs: number): Promise<boolean>;
  /** Does nothing if the holder has no place. */
  release(set: string, holder: string): Promise<void>;
  /** Every place held now, the longest held first. */
  list(set: string): Promise<readonly Lease[]>;
}
