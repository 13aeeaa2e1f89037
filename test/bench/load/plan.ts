import type { RoomAccess } from "./wires/wire.ts";

/** Protocols of a load process. */
export type WireName =
  | "offplan"
  | "workers"
  | "relay"
  | "y-websocket"
  | "hocuspocus"
  | "y-partyserver"
  | "socket-io"
  | "events"
  | "polling";

/** Kind of load. `saturated`: a constant number of unacknowledged changes in one room. */
export type Work =
  | { readonly kind: "paced"; readonly changesPerSecond: number; readonly pointsPerSecond: number }
  | { readonly kind: "saturated"; readonly inFlight: number }
  /** A fixed number of changes in every room, sent as fast as the viewers receive them. */
  | { readonly kind: "counted"; readonly changes: number; readonly inFlight: number }
  | { readonly kind: "idle" };

/** The task of one load process. Plain JSON, since it is sent between processes. */
export interface LoadPlan {
  readonly wire: WireName;
  readonly port: number;
  readonly rooms: readonly RoomAccess[];
  /** Viewers of each room in this process. */
  readonly viewers: number;
  /** Index of this process's first viewer within a room. */
  readonly firstViewer: number;
  /** Whether this process also runs the agents. */
  readonly leads: boolean;
  readonly attends: boolean;
  readonly echoes: boolean;
  readonly work: Work;
}
