import { errors, jwtVerify, type JWTPayload } from "jose";
import { cutName } from "../../schema/values/names.ts";
import { fail, succeed } from "../../schema/values/result.ts";
import type { Clock } from "../time/clock.ts";
import type { Agents } from "./agents.ts";
import type { Agent } from "./identity.ts";
import { openProviderKeys } from "./providerKeys.ts";

export interface IdentityProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** The claim required to change lists; `undefined`: nobody may. */
  readonly editorClaim?: string | undefined;
}

/** Public-key algorithms only, since this server shares no secret with the provider. */
const ALGORITHMS = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");

/** The provider's clock may be ahead of or behind ours by this much. */
const CLOCK_TOLERANCE_SECONDS = 30;

/** Errors of jose that are the token's fault, not a failure to fetch keys. */
const REFUSALS = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/** Whether a token has the claim. A claim that is false, null, 0, "false" or empty does not count. */
function carries(payload: JWTPayload, claim: string | undefined): boolean {
  const value = claim !== undefined && Object.hasOwn(payload, claim) && payload[claim];
  if (value === "false" || value === 0 || value === "") return false;
  return Array.isArray(value) ? value.length > 0 : value !== false && value !== null;
}

function toAgent(payload: JWTPayload, editorClaim: string | undefined): Agent | undefined {
  const { sub: id, name } = payload;
  if (id === undefined || id === "") return undefined;
  const isEditor = carries(payload, editorClaim);
  // No fallback to the id, which may be an e-mail address or a staff number: buyers never see it.
  const given = typeof name === "string" ? cutName(name) : "";
  return { id, name: given, ...(isEditor && { isEditor }) };
}

/** Agents of the company's identity provider. Their tokens come from there and are verified by its published keys. */
export function openProvidedAgents(provider: IdentityProvider, clock: Clock): Agents {
  const keys = openProviderKeys(provider.jwksUrl, clock);
  return {
    signIn: async () => fail("unsupported"),
    rename: async () => fail("unsupported"),
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: provider.issuer,
          audience: provider.audience,
          algorithms: ALGORITHMS,
          requiredClaims: ["exp", "sub"],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          currentDate: new Date(clock.now()),
        });
        const agent = toAgent(payload, provider.editorClaim);
        return agent === undefined ? fail("unauthorized") : succeed(agent);
      } catch (error) {
        const refused = REFUSALS.some((refusal) => error instanceof refusal);
        return fail(refused ? "unauthorized" : "unavailable");
      }
    },
  };
}
