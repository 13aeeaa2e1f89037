import type { Role } from "../../schema/roles.ts";

/** A signed-in sales agent. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  /** May change lists and add developments. */
  readonly isEditor?: true;
}

/** What a verified room token says. */
export interface RoomClaims {
  /** The participant: `agent:<id>`, `colleague:<invitation>.<random>`, `buyer:<random>`, `inspector:<id>`. */
  readonly subject: string;
  readonly presentation: string;
  readonly room: string;
  readonly role: Role;
  readonly name: string;
  /** A buyer who asked for a presentation without their part. */
  readonly unrecorded?: boolean | undefined;
  readonly expiresAtMs: number;
}

const COLLEAGUE = "colleague:";

/**
 * Who an invited colleague is, as a room token's subject says it: one person of one invitation. Whoever came by an
 * invitation that is not open any more has no place in its presentation.
 */
export const colleagueSubject = (invitation: string, person: string): string =>
  `${COLLEAGUE}${invitation}.${person}`;

/** The invitation by which a subject came; `undefined` for everybody who is no invited colleague. */
export function invitationOf(subject: string): string | undefined {
  if (!subject.startsWith(COLLEAGUE)) return undefined;
  return subject.slice(COLLEAGUE.length).split(".")[0];
}

/** Whether a subject may be there while `open` is the invitation to colleagues, if there is one. */
export function isInvited(subject: string, open: string | undefined): boolean {
  const invitation = invitationOf(subject);
  return invitation === undefined || invitation === open;
}
