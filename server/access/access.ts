import type { Clock } from "../clock.ts";
import { openBuiltInAgents, type Agents } from "./agents.ts";
import { openProvidedAgents, type IdentityProvider } from "./identityProvider.ts";
import { openInvitations, type Invitations } from "./invitations.ts";
import { openRoomTokens, type RoomTokens } from "./roomTokens.ts";
import type { LoadSecret, RandomBytes } from "./secrets.ts";

export interface Access {
  readonly agents: Agents;
  readonly invitations: Invitations;
  readonly roomTokens: RoomTokens;
  /** The built-in agent's key; `undefined` where agents sign in elsewhere. */
  readonly agentKey: string | undefined;
}

export interface AccessOptions {
  readonly agentKey: string | undefined;
  readonly authSecret: string | undefined;
  readonly identityProvider: IdentityProvider | undefined;
}

/** Who may enter. What the operator has not chosen is made once and kept where `loadSecret` keeps it. */
export async function openAccess(
  options: AccessOptions,
  clock: Clock,
  randomBytes: RandomBytes,
  loadSecret: LoadSecret,
): Promise<Access> {
  const { identityProvider } = options;
  const secret = options.authSecret ?? (await loadSecret("auth-secret"));
  const invitations = openInvitations(secret, randomBytes);
  const roomTokens = openRoomTokens(secret, clock);
  if (identityProvider !== undefined) {
    const agents = openProvidedAgents(identityProvider, clock);
    return { agents, invitations, roomTokens, agentKey: undefined };
  }
  const agentKey = options.agentKey ?? (await loadSecret("agent-key"));
  return { agents: openBuiltInAgents(secret, agentKey, clock), invitations, roomTokens, agentKey };
}
