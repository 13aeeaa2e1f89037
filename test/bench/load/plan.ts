import type { RoomAccess } from "./wires/wire.ts";

/** The ways of speaking that a load process knows. */
export type WireName =
  | "offplan"
  | "relay"
  | "y-websocket"
  | "hocuspocus"
  | "socket-io"
  | "events"
  | "polling";

/** How the agents of a load work. `saturated`: so many changes under way at any time, in one room. */
export type Work =
  | { readonly kind: "paced"; readonly changesPerSecond: number; readonly pointsPerSecond: number }
  | { readonly kind: "saturated"; readonly inFlight: number }
  /** So many changes in every room, as fast as its viewers receive them, and then nothing. */
  | { readonly kind: "counted"; readonly changes: number; readonly inFlight: number }
  | { readonly kind: "idle" };

/** What one load process does. It is sent between processes, so it is plain JSON. */
export interface LoadPlan {
  readonly wire: WireName;
  readonly port: number;
  readonly rooms: readonly RoomAccess[];
  /** Of each room, by this process. */
  readonly viewers: number;
  /** Where this process's viewers begin among those of a room. */
  readonly firstViewer: number;
  /** Whether this process has the agents, too. */
  readonly leads: boolean;
  readonly attends: boolean;
  readonly echoes: boolean;
  readonly work: Work;
}
