import type { Role } from "../../schema/values/roles.ts";

/** A signed-in sales agent. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  /** May change lists and add developments. */
  readonly isEditor?: true;
}

/** Claims of a verified room token. */
export interface RoomClaims {
  /** The participant: `agent:<id>`, `colleague:<invitation>.<random>`, `buyer:<random>`, `inspector:<id>`. */
  readonly subject: string;
  readonly presentation: string;
  readonly room: string;
  readonly role: Role;
  readonly name: string;
  /** A buyer who asked not to be recorded. */
  readonly unrecorded?: boolean | undefined;
  readonly expiresAtMs: number;
}

const COLLEAGUE = "colleague:";

/**
 * The subject of an invited colleague: one person of one invitation. After the invitation was withdrawn, the subject
 * may no longer enter.
 */
export const colleagueSubject = (invitation: string, person: string): string =>
  `${COLLEAGUE}${invitation}.${person}`;

/** The invitation of a colleague's subject; `undefined` for any other subject. */
export function invitationOf(subject: string): string | undefined {
  if (!subject.startsWith(COLLEAGUE)) return undefined;
  return subject.slice(COLLEAGUE.length).split(".")[0];
}

/** Whether a subject may be in the presentation; `open` is its current invitation to colleagues, if any. */
export function isInvited(subject: string, open: string | undefined): boolean {
  const invitation = invitationOf(subject);
  return invitation === undefined || invitation === open;
}
