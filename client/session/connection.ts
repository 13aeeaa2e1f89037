import type { CloseReason } from "../../schema/protocol.ts";
import type { ConnectionState } from "./types.ts";

/** A document is rebuilt once; a second refusal this soon means that rebuilding does not help. */
const REBUILD_AGAIN_MS = 30_000;

/** The way to the room with what it remembers of its own repairs. */
export interface ConnectionMachine {
  readonly connection: ConnectionState;
  /** Whether the token was renewed since the last sync. */
  readonly renewed: boolean;
  readonly rebuiltAtMs: number | undefined;
}

export type ConnectionEvent =
  | { readonly kind: "synced" }
  /** The socket is gone and will be retried. */
  | { readonly kind: "lost"; readonly atMs: number }
  /** The server closed for good, as it sees it. */
  | { readonly kind: "refused"; readonly reason: CloseReason; readonly atMs: number }
  | { readonly kind: "renewal-failed" };

/** What the room must do after an event. */
type ConnectionRepair = "none" | "renew-token" | "rebuild-document" | "stop";

export interface ConnectionStep {
  readonly machine: ConnectionMachine;
  readonly repair: ConnectionRepair;
}

export const newConnection: ConnectionMachine = {
  connection: { kind: "connecting" },
  renewed: false,
  rebuiltAtMs: undefined,
};

function lose(machine: ConnectionMachine, atMs: number): ConnectionMachine {
  return machine.connection.kind === "reconnecting"
    ? machine
    : { ...machine, connection: { kind: "reconnecting", sinceMs: atMs } };
}

function refuse(machine: ConnectionMachine, reason: CloseReason, atMs: number): ConnectionStep {
  if (reason === "token_expired" && !machine.renewed) {
    return { machine: { ...lose(machine, atMs), renewed: true }, repair: "renew-token" };
  }
  const rebuiltLately =
    machine.rebuiltAtMs !== undefined && atMs - machine.rebuiltAtMs < REBUILD_AGAIN_MS;
  if (reason === "invalid_state" && !rebuiltLately) {
    return { machine: { ...lose(machine, atMs), rebuiltAtMs: atMs }, repair: "rebuild-document" };
  }
  return { machine: { ...machine, connection: { kind: "closed", reason } }, repair: "stop" };
}

/** Pure: the next state and what to do about it. A closed connection stays closed. */
export function stepConnection(
  machine: ConnectionMachine,
  connectionEvent: ConnectionEvent,
): ConnectionStep {
  if (machine.connection.kind === "closed") return { machine, repair: "none" };
  switch (connectionEvent.kind) {
    case "synced":
      return machine.connection.kind === "live"
        ? { machine, repair: "none" }
        : { machine: { ...machine, connection: { kind: "live" }, renewed: false }, repair: "none" };
    case "lost":
      return { machine: lose(machine, connectionEvent.atMs), repair: "none" };
    case "refused":
      return refuse(machine, connectionEvent.reason, connectionEvent.atMs);
    case "renewal-failed":
      return {
        machine: { ...machine, connection: { kind: "closed", reason: "token_expired" } },
        repair: "stop",
      };
  }
}
