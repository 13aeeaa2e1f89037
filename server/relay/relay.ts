import type { RateLimiterAbstract } from "rate-limiter-flexible";

/**
 * Carries messages between the processes of a deployment. Messages of one sender arrive in order and at most once;
 * possible losses are reported (`ChannelEvents.missed`) and repaired by the receiver. Every client of the engine is
 * trusted.
 * No call blocks or throws while the engine is away: publishing does nothing and every process counts for itself.
 */
export interface Relay {
  /** This process: in every message it sends, and never in one it receives. Unique to each start. */
  readonly node: string;
  /** Whether messages come through. Noticed within 3 s, also when the engine hangs without closing the connection. */
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
   * From now on messages come, but earlier ones may be missing: the subscription has just begun, has begun again, or a
   * number in a sender's sequence was left out. Never called before the first subscription stands.
   */
  missed(): void;
}

export interface Channel {
  publish(message: Uint8Array): void;
  /** Unsubscribes. Idempotent. */
  close(): void;
}

/** Something held until it is not renewed. */
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
  /** Nothing happens where there is none. */
  release(set: string, holder: string): Promise<void>;
  /** Every place held now, the longest held first. */
  list(set: string): Promise<readonly Lease[]>;
}
