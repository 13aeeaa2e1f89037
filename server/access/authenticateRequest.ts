import type { IncomingMessage } from "node:http";

/** A sales agent as authenticated by a host. */
export interface HostAgent {
  /** Stable for each person, since presentations are stored under it. */
  readonly id: string;
  /** The name that buyers see; may be empty. */
  readonly name: string;
  /** May change lists and add developments. */
  readonly isEditor?: boolean | undefined;
}

/**
 * Returns the agent of a request from the host's session; `undefined`: not signed in. Called only for requests without
 * a valid token, and never for requests of foreign origins.
 */
export type AuthenticateRequest = (request: IncomingMessage) => Promise<HostAgent | undefined>;
