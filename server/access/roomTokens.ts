import { createSecretKey } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import * as v from "valibot";
import { ROLES } from "../../schema/roles.ts";
import { fail, succeed, type Result } from "../../schema/result.ts";
import type { Clock } from "../time/clock.ts";
import type { RoomClaims } from "./identity.ts";

type RoomTokenProblem = "token_invalid" | "token_expired";

/** The short-lived tokens that open a socket. Each dies with the expiry its presentation had when it was issued. */
export interface RoomTokens {
  issue(claims: RoomClaims): Promise<string>;
  verify(token: string): Promise<Result<RoomClaims, RoomTokenProblem>>;
  /**
   * As `verify`, but lets a token pass that expired less than `RENEWAL_MS` ago: its presentation may have been extended
   * since. Proves who asks, and opens nothing.
   */
  verifyForRenewal(token: string): Promise<Result<RoomClaims, RoomTokenProblem>>;
}

export const RENEWAL_MS = 24 * 60 * 60 * 1000;

const ISSUER = "offplan-live";
const AUDIENCE = "offplan-live/room";
const ALGORITHM = "HS256";

const Payload = v.object({
  sub: v.string(),
  presentation: v.string(),
  room: v.string(),
  role: v.picklist(ROLES),
  name: v.string(),
  exp: v.number(),
});

export function openRoomTokens(secret: string, clock: Clock): RoomTokens {
  // Anything else jose would turn into this for every token anew: half of what checking one takes.
  const key = createSecretKey(Buffer.from(secret)).toCryptoKey(
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );

  const read = async (
    token: string,
    toleranceMs: number,
  ): Promise<Result<RoomClaims, RoomTokenProblem>> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: [ALGORITHM],
        requiredClaims: ["exp", "sub"],
        currentDate: new Date(clock.now() - toleranceMs),
      });
      const parsed = v.safeParse(Payload, payload);
      if (!parsed.success) return fail("token_invalid");
      const { sub, exp, ...rest } = parsed.output;
      const claims = { ...rest, subject: sub, expiresAtMs: Math.round(exp * 1000) };
      // jose counts whole seconds; a socket's life is counted in milliseconds.
      if (claims.expiresAtMs + toleranceMs <= clock.now()) return fail("token_expired");
      return succeed(claims);
    } catch (error) {
      return fail(error instanceof errors.JWTExpired ? "token_expired" : "token_invalid");
    }
  };

  return {
    issue: ({ subject, expiresAtMs, ...claims }) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(subject)
        .setIssuedAt(Math.floor(clock.now() / 1000))
        .setExpirationTime(expiresAtMs / 1000)
        .sign(key),
    verify: (token) => read(token, 0),
    verifyForRenewal: (token) => read(token, RENEWAL_MS),
  };
}
