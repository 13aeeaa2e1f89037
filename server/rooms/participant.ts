import type { CloseReason } from "../../schema/protocol.ts";
import type { Role } from "../../schema/roles.ts";

/** Who a connection is, as its room token says. */
export interface Identity {
  /** The token's subject: the same person's reconnects and tabs share it. */
  readonly subject: string;
  readonly role: Role;
  readonly name: string;
}

/**
 * The way to one connection, as a room sees it. `send` must not keep a reference past its own buffering, and never
 * throws: a broken connection reports itself to the gateway.
 */
export interface Connection {
  send(frame: Uint8Array): void;
  /** Bytes handed to `send` that the kernel has not taken yet. */
  backlogBytes(): number;
  close(reason: CloseReason): void;
}
