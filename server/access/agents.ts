import { createHash, timingSafeEqual } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import * as v from "valibot";
import { fail, succeed, type Result } from "../../schema/values/result.ts";
import type { Clock } from "../time/clock.ts";
import type { Agent } from "./identity.ts";

export interface SignedIn {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly agent: Agent;
}

/** Signs agents in and verifies their tokens. */
export interface Agents {
  /** `name` is shown to buyers; an empty one is not. `unsupported` when agents sign in with an identity provider. */
  signIn(key: string, name?: string): Promise<Result<SignedIn, "wrong_key" | "unsupported">>;
  /** Exchanges a valid token for one with another name and the same expiry. */
  rename(
    token: string,
    name: string,
  ): Promise<Result<SignedIn, "unauthorized" | "unavailable" | "unsupported">>;
  /** `unavailable` when the identity provider does not answer. */
  verify(token: string): Promise<Result<Agent, "unauthorized" | "unavailable">>;
}

const ISSUER = "offplan-live";
const AUDIENCE = "offplan-live/agent";
const ALGORITHM = "HS256";
const SIGNED_IN_MS = 12 * 60 * 60 * 1000;
const BUILT_IN_ID = "agent";

const Payload = v.object({ sub: v.string(), name: v.string(), exp: v.number() });
type Payload = v.InferOutput<typeof Payload>;

const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest();

/** One agent with one key, for a team without an identity provider. */
export function openBuiltInAgents(secret: string, agentKey: string, clock: Clock): Agents {
  const signingKey = new TextEncoder().encode(secret);
  // Digests have one length, so the comparison does not reveal the key's own.
  const expected = digest(agentKey);

  const issue = async (agent: Agent, expiresAtMs: number): Promise<SignedIn> => {
    const token = await new SignJWT({ name: agent.name })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(agent.id)
      .setIssuedAt(Math.floor(clock.now() / 1000))
      .setExpirationTime(expiresAtMs / 1000)
      .sign(signingKey);
    return { token, expiresAtMs, agent };
  };

  const read = async (token: string): Promise<Result<Payload, "unauthorized">> => {
    try {
      const { payload } = await jwtVerify(token, signingKey, {
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: [ALGORITHM],
        requiredClaims: ["exp", "sub"],
        currentDate: new Date(clock.now()),
      });
      const parsed = v.safeParse(Payload, payload);
      return parsed.success ? succeed(parsed.output) : fail("unauthorized");
    } catch {
      return fail("unauthorized");
    }
  };

  return {
    signIn: async (key, name = "") => {
      if (!timingSafeEqual(digest(key), expected)) return fail("wrong_key");
      return succeed(await issue({ id: BUILT_IN_ID, name }, clock.now() + SIGNED_IN_MS));
    },
    rename: async (token, name) => {
      const known = await read(token);
      if (!known.ok) return known;
      return succeed(await issue({ id: known.value.sub, name }, known.value.exp * 1000));
    },
    verify: async (token) => {
      const known = await read(token);
      if (!known.ok) return known;
      const { sub: id, name } = known.value;
      return succeed({ id, name, isEditor: true });
    },
  };
}
