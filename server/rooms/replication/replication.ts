import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { Participant } from "../participant.ts";
import type { PersonSummary, RemoteCommand } from "./message.ts";
import type { Cluster } from "./cluster.ts";

/** The room's interface to the same room in other processes. */
export interface Replication {
  /** Starts to receive messages. */
  start(): void;
  /** Participants of other processes, each with its process. */
  people(): Iterable<{ readonly node: string; readonly person: PersonSummary }>;
  has(subject: string): boolean;
  /** Whether a process is known to have the room. */
  hasNode(node: string): boolean;
  /** Whether a process once closed the room; a room that it opens again remembers nothing of the first. */
  hasLetGo(node: string): boolean;
  /** The processes that have the subject. */
  nodesWith(subject: string): readonly string[];
  /** Arrival time for a subject that arrives now: later than its arrival in any other process. */
  stampArrival(subject: string): number;
  /** Sends an update that was accepted here. */
  update(news: Uint8Array): void;
  awareness(tellings: readonly AwarenessChange[]): void;
  arrived(participant: Participant): void;
  departed(subject: string): void;
  send(news: RemoteCommand): void;
  /** Recovers the room's history once no reply of another process is awaited. */
  recoverSoon(): void;
  /** Called once a second. */
  sweep(nowMs: number): void;
  /** Idempotent. */
  close(): void;
}

const nothing = (): void => undefined;

/** Replication in a single process: does nothing. All rooms share it. */
export const openNoReplication = (cluster: Pick<Cluster, "now">): Replication => ({
  start: nothing,
  people: () => [],
  hasNode: () => false,
  hasLetGo: () => false,
  nodesWith: () => [],
  has: () => false,
  stampArrival: () => cluster.now(),
  update: nothing,
  awareness: nothing,
  arrived: nothing,
  departed: nothing,
  send: nothing,
  recoverSoon: nothing,
  sweep: nothing,
  close: nothing,
});
