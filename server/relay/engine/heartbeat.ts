import type { Clock } from "../../time/clock.ts";

/** A server counts as hung if two pings are unanswered when a third is due: noticed after 2.4 s at most. */
const BEAT_MS = 800;
const MOST_UNANSWERED = 2;

interface Pinged {
  ping(): Promise<unknown>;
}

export interface Heartbeat {
  /** Notes a sign of life of the connection. */
  beat(connection: Pinged): void;
  stop(this: void): void;
}

/**
 * Pings each connection periodically. Counts unanswered pings and not time, since a process that was busy itself finds
 * the answers waiting.
 */
export function openHeartbeat(
  clock: Clock,
  connections: readonly Pinged[],
  onSilence: () => void,
): Heartbeat {
  const unanswered = new Map(connections.map((connection) => [connection, 0]));
  const beat = (connection: Pinged): void => void unanswered.set(connection, 0);
  const stop = clock.every(BEAT_MS, () => {
    for (const [connection, count] of unanswered) {
      if (count >= MOST_UNANSWERED) return onSilence();
      unanswered.set(connection, count + 1);
      // A broken connection reports itself.
      connection.ping().then(
        () => beat(connection),
        () => undefined,
      );
    }
  });
  return { beat, stop };
}
