import { createHash, timingSafeEqual } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import * as v from "valibot";
import { fail, succeed, type Result } from "../../schema/result.ts";
import type { Clock } from "../clock.ts";
import type { Agent } from "./identity.ts";

interface SignedIn {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly agent: Agent;
}

/** Who may present. */
export interface Agents {
  /** `name` is what buyers see. `unsupported` where agents sign in elsewhere. */
  signIn(key: string, name?: string): Promise<Result<SignedIn, "wrong_key" | "unsupported">>;
  /** `unavailable` when what would decide cannot be asked now. */
  verify(token: string): Promise<Result<Agent, "unauthorized" | "unavailable">>;
}

const ISSUER = "offplan-live";
const AUDIENCE = "offplan-live/agent";
const ALGORITHM = "HS256";
const SIGNED_IN_MS = 12 * 60 * 60 * 1000;
const BUILT_IN: Agent = { id: "agent", name: "Sales agent" };

const Payload = v.object({ sub: v.string(), name: v.string() });

const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest();

/** One agent with one key, for a team without an identity provider. */
export function openBuiltInAgents(secret: string, agentKey: string, clock: Clock): Agents {
  const signingKey = new TextEncoder().encode(secret);
  // Digests are of one length, so the comparison tells nothing about the key's own.
  const expected = digest(agentKey);
  return {
    signIn: async (key, name = BUILT_IN.name) => {
      if (!timingSafeEqual(digest(key), expected)) return fail("wrong_key");
      const expiresAtMs = clock.now() + SIGNED_IN_MS;
      const token = await new SignJWT({ name })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(BUILT_IN.id)
        .setIssuedAt(Math.floor(clock.now() / 1000))
        .setExpirationTime(expiresAtMs / 1000)
        .sign(signingKey);
      return succeed({ token, expiresAtMs, agent: { ...BUILT_IN, name } });
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, signingKey, {
          issuer: ISSUER,
          audience: AUDIENCE,
          algorithms: [ALGORITHM],
          requiredClaims: ["exp", "sub"],
          currentDate: new Date(clock.now()),
        });
        const parsed = v.safeParse(Payload, payload);
        if (!parsed.success) return fail("unauthorized");
        return succeed({ id: parsed.output.sub, name: parsed.output.name });
      } catch {
        return fail("unauthorized");
      }
    },
  };
}
