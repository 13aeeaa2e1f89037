import type { IncomingMessage } from "node:http";

/** A sales agent as a host knows them. */
export interface HostAgent {
  /** The same for the same person, always: presentations are kept under it. */
  readonly id: string;
  /** The name that buyers see; may be empty. */
  readonly name: string;
  /** May change lists and add developments. */
  readonly isEditor?: boolean | undefined;
}

/**
 * The agent who makes a request, by whatever session the host has; `undefined`: nobody who is signed in. It is asked only
 * for requests without a valid token, and never for those that a foreign page makes.
 */
export type AuthenticateRequest = (request: IncomingMessage) => Promise<HostAgent | undefined>;
