import type { IncomingMessage } from "node:http";

/** A sales agent as authenticated by a host. */
export interface HostAgent {
  /** The same for the same person, always: presentations are kept under it. */
  readonly id: string;
  /** The name that buyers see; may be empty. */
  readonly name: string;
  /** May change lists and add developments. */
  readonly isEditor?: boolean | undefined;
}

/**
 * The agent of a request, by the host's session; `undefined`: not signed in. It is asked only
 * for requests without a valid token, and never for those that a foreign page makes.
 */
export type AuthenticateRequest = (request: IncomingMessage) => Promise<HostAgent | undefined>;
