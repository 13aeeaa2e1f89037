import { createHmac } from "node:crypto";
import type { Clock } from "../time/clock.ts";
import { openBuiltInAgents, type Agents } from "./agents.ts";
import { openProvidedAgents, type IdentityProvider } from "./identityProvider.ts";
import { openInvitations, type Invitations } from "./invitations.ts";
import { openRoomTokens, type RoomTokens } from "./tokens/roomTokens.ts";
import { openRecapTokens, type RecapTokens } from "./tokens/recapTokens.ts";
import { openServices, type ServiceKey, type Services } from "./services.ts";
import type { RandomBytes, SecretStore } from "./secrets.ts";
import { openWebhookSecrets } from "./webhookSecrets.ts";

export interface Access {
  readonly agents: Agents;
  readonly services: Services;
  readonly invitations: Invitations;
  readonly roomTokens: RoomTokens;
  readonly recapTokens: RecapTokens;
  /** Key of the unguessable names of hidden pictures (`guardPictures`); the same in every process of a deployment. */
  readonly pictureSecret: string;
  /** The secret of a receiver of events. */
  readonly webhookSecret: (webhook: string) => string;
  /** The built-in agent's key; `undefined` where agents sign in elsewhere. */
  readonly agentKey: string | undefined;
}

export interface AccessOptions {
  readonly agentKey: string | undefined;
  readonly authSecret: string | undefined;
  readonly identityProvider: IdentityProvider | undefined;
  readonly serviceKeys: readonly ServiceKey[];
}

/** The name under which the built-in agent's key is kept where the operator chose none. */
export const AGENT_KEY_SECRET = "agent-key";

const AUTH_SECRET = "auth-secret";
const FINGERPRINT = "auth-secret-fingerprint";

/** The data was created with another `AUTH_SECRET`: tokens, PINs and links of one are invalid with the other. */
class OtherAuthSecretError extends Error {
  readonly code = "other_auth_secret";
}

/** Returns the signing secret. A stored fingerprint of the first one ensures that every process on this data uses it. */
async function openAuthSecret(chosen: string | undefined, secrets: SecretStore): Promise<string> {
  const secret = chosen ?? (await secrets.load(AUTH_SECRET));
  const fingerprint = createHmac("sha256", secret).update("auth secret").digest("base64url");
  if ((await secrets.keepFirst(FINGERPRINT, fingerprint)) === fingerprint) return secret;
  throw new OtherAuthSecretError(
    "AUTH_SECRET is not the one that this data was begun with, and every process needs the same. " +
      `To change it, stop all processes and delete ${secrets.placeOf(FINGERPRINT)}.`,
  );
}

/**
 * Opens sign-in, invitations and tokens. Secrets that the operator has not set are generated once and kept in
 * `secrets`.
 */
export async function openAccess(
  options: AccessOptions,
  clock: Clock,
  randomBytes: RandomBytes,
  secrets: SecretStore,
): Promise<Access> {
  const { identityProvider } = options;
  const secret = await openAuthSecret(options.authSecret, secrets);
  const services = openServices(options.serviceKeys);
  const invitations = openInvitations(secret, randomBytes);
  const roomTokens = openRoomTokens(secret, clock);
  const recapTokens = openRecapTokens(secret, clock);
  const pictureSecret = createHmac("sha256", secret)
    .update("held back pictures")
    .digest("base64url");
  const webhookSecret = openWebhookSecrets(secret);
  const shared = { services, invitations, roomTokens, recapTokens, pictureSecret, webhookSecret };
  if (identityProvider !== undefined) {
    return { ...shared, agents: openProvidedAgents(identityProvider, clock), agentKey: undefined };
  }
  const agentKey = options.agentKey ?? (await secrets.load(AGENT_KEY_SECRET));
  const agents = openBuiltInAgents(secret, agentKey, clock);
  return { ...shared, agents, agentKey };
}
