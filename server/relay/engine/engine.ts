import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { Clock } from "../../time/clock.ts";
import type { SharedLeases } from "../leases/leasesWithFallback.ts";
import type { RateLimit } from "../relay.ts";

/** A server that carries the messages, leases and counts of all processes of a deployment: Redis or PostgreSQL. */
export interface Engine<Opened extends Session> {
  /** For the log. */
  readonly host: string;
  /** The channel that carries a room's messages. Two rooms never share one. */
  channelOf(room: string): string;
  /** Rejects where the engine is away or refuses. */
  openSession(clock: Clock, events: SessionEvents): Promise<Opened>;
  /** Why it is away, in a word that is safe to log. */
  reasonOf(error: unknown): string;
  /** `session` throws while there is none. */
  leases(session: () => Opened): SharedLeases;
  /** Counts that all processes share, and this process' own while the engine is out of reach. */
  limiter(session: () => Opened, name: string, limit: RateLimit): RateLimiterAbstract;
}

/** All connections to the engine. When one of them is lost, the whole session is lost and a new one is opened. */
export interface Session {
  /** Rejects when other processes may not receive the message. */
  publish(channel: string, message: Buffer): Promise<unknown>;
  /** Resolves once the engine has confirmed the subscriptions. */
  subscribe(channels: readonly string[]): Promise<unknown>;
  unsubscribe(channel: string): void;
  /**
   * Rejects if this process does not receive its own messages: two servers behind one name, or a pooler. `channel`
   * belongs to no room. Also reveals missing permissions before the first room is opened.
   */
  checkHeard(channel: string): Promise<unknown>;
  /** Called once the session serves all rooms. */
  begun?(): void;
  /** Rejects unless every server answers and is still a primary. */
  ping(): Promise<void>;
  /** Sends pending messages first. Idempotent. */
  close(): Promise<void>;
}

export interface SessionEvents {
  heard(this: void, channel: string, message: Buffer): void;
  /** Messages published so far may be lost; later ones are delivered. */
  missed(this: void): void;
  /** Called once, unless it was closed. */
  lost(this: void, error: unknown): void;
}
