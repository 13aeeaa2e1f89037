import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import type { ConnectionState } from "../types.ts";

/** Connection losses shorter than this are not shown: most recover sooner. */
export const SHOWN_AFTER_MS = 2_000;

/** Whether to show that this page is disconnected. */
export const isCutOff = (connection: ConnectionState, nowMs: number): boolean =>
  connection.kind === "reconnecting" && nowMs - connection.sinceMs >= SHOWN_AFTER_MS;

/** A document is rebuilt once; a second refusal within this time means that rebuilding does not help. */
const REBUILD_AGAIN_MS = 30_000;

/** The connection to the room and the state of its repairs. */
export interface ConnectionMachine {
  readonly connection: ConnectionState;
  /** State of the token's renewal: under way, or done since the last sync. */
  readonly renewal: "none" | "asked" | "done";
  readonly rebuiltAtMs: number | undefined;
}

export type ConnectionEvent =
  | { readonly kind: "synced" }
  /** The socket is gone and will be retried. */
  | { readonly kind: "lost"; readonly atMs: number }
  /** The server closed the connection for good. */
  | { readonly kind: "refused"; readonly reason: CloseReason; readonly atMs: number }
  | { readonly kind: "renewed" }
  /** The server refuses a new token. */
  | { readonly kind: "renewal-refused" };

/** The repair that an event calls for. */
type ConnectionRepair = "none" | "renew-token" | "rebuild-document" | "stop";

export interface ConnectionStep {
  readonly machine: ConnectionMachine;
  readonly repair: ConnectionRepair;
}

export const newConnection: ConnectionMachine = {
  connection: { kind: "connecting" },
  renewal: "none",
  rebuiltAtMs: undefined,
};

function lose(machine: ConnectionMachine, atMs: number): ConnectionMachine {
  return machine.connection.kind === "reconnecting"
    ? machine
    : { ...machine, connection: { kind: "reconnecting", sinceMs: atMs } };
}

function refuse(machine: ConnectionMachine, reason: CloseReason, atMs: number): ConnectionStep {
  if (reason === "token_expired" && machine.renewal !== "done") {
    return { machine: { ...lose(machine, atMs), renewal: "asked" }, repair: "renew-token" };
  }
  const rebuiltLately =
    machine.rebuiltAtMs !== undefined && atMs - machine.rebuiltAtMs < REBUILD_AGAIN_MS;
  if (reason === "invalid_state" && !rebuiltLately) {
    return { machine: { ...lose(machine, atMs), rebuiltAtMs: atMs }, repair: "rebuild-document" };
  }
  return { machine: { ...machine, connection: { kind: "closed", reason } }, repair: "stop" };
}

/** Pure: the next state and the repair it needs. A closed connection stays closed. */
export function stepConnection(
  machine: ConnectionMachine,
  connectionEvent: ConnectionEvent,
): ConnectionStep {
  if (machine.connection.kind === "closed") return { machine, repair: "none" };
  switch (connectionEvent.kind) {
    case "synced":
      return machine.connection.kind === "live"
        ? { machine, repair: "none" }
        : {
            machine: { ...machine, connection: { kind: "live" }, renewal: "none" },
            repair: "none",
          };
    case "lost":
      return { machine: lose(machine, connectionEvent.atMs), repair: "none" };
    case "refused":
      return refuse(machine, connectionEvent.reason, connectionEvent.atMs);
    case "renewed":
      return { machine: { ...machine, renewal: "done" }, repair: "none" };
    case "renewal-refused":
      return {
        machine: { ...machine, connection: { kind: "closed", reason: "token_expired" } },
        repair: "stop",
      };
  }
}
