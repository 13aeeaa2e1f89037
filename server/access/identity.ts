import type { Role } from "../../schema/roles.ts";

/** A signed-in sales agent. */
export interface Agent {
  readonly id: string;
  readonly name: string;
}

/** What a verified room token says. */
export interface RoomClaims {
  /** The participant: `agent:<id>`, `buyer:<random>`, `inspector:<id>`. */
  readonly subject: string;
  readonly presentation: string;
  readonly room: string;
  readonly role: Role;
  readonly name: string;
  readonly expiresAtMs: number;
}
