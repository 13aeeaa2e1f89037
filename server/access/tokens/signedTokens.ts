import { webcrypto } from "node:crypto";
import { errors, jwtVerify, SignJWT, type JWTPayload } from "jose";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { Clock } from "../../time/clock.ts";

export type TokenProblem = "token_invalid" | "token_expired";

/** Tokens of one kind, signed by this deployment; those of another kind do not verify. */
export interface SignedTokens {
  issue(claims: JWTPayload, subject: string, expiresAtMs: number): Promise<string>;
  /** Also accepts a token that expired less than `toleranceMs` ago. */
  verify(
    token: string,
    toleranceMs: number,
  ): Promise<Result<{ readonly payload: JWTPayload; readonly expiresAtMs: number }, TokenProblem>>;
}

const ISSUER = "offplan-live";
const ALGORITHM = "HS256";

/** `audience` names the kind. */
export function openSignedTokens(secret: string, audience: string, clock: Clock): SignedTokens {
  // jose would import any other form anew for every token, which is half the cost of a check.
  const importing = webcrypto.subtle.importKey(
    "raw",
    Buffer.from(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
  return {
    issue: async (claims, subject, expiresAtMs) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(Math.floor(clock.now() / 1000))
        .setExpirationTime(expiresAtMs / 1000)
        .sign(await importing),
    verify: async (token, toleranceMs) => {
      try {
        const { payload } = await jwtVerify(token, await importing, {
          issuer: ISSUER,
          audience,
          algorithms: [ALGORITHM],
          requiredClaims: ["exp", "sub"],
          currentDate: new Date(clock.now() - toleranceMs),
        });
        // jose counts whole seconds; a socket's life is counted in milliseconds.
        const expiresAtMs = Math.round((payload.exp ?? 0) * 1000);
        if (expiresAtMs + toleranceMs <= clock.now()) return fail("token_expired");
        return succeed({ payload, expiresAtMs });
      } catch (error) {
        return fail(error instanceof errors.JWTExpired ? "token_expired" : "token_invalid");
      }
    },
  };
}
