import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import * as v from "valibot";
import { ROLES } from "../../../schema/values/roles.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { Clock } from "../../time/clock.ts";
import type { RoomClaims } from "../identity.ts";
import { openSignedTokens, type TokenProblem } from "./signedTokens.ts";

/** The short-lived tokens that open a socket. Each expires at the expiry that its presentation had when it was issued. */
export interface RoomTokens {
  issue(claims: RoomClaims): Promise<string>;
  verify(token: string): Promise<Result<RoomClaims, TokenProblem>>;
  /**
   * As `verify`, but also accepts a token that expired less than `toleranceMs` ago (default `RENEWAL_MS`): its
   * presentation may have been extended since. Identifies the caller; does not admit to a room.
   */
  verifyForRenewal(token: string, toleranceMs?: number): Promise<Result<RoomClaims, TokenProblem>>;
}

export const RENEWAL_MS = 24 * 60 * 60 * 1000;

const AUDIENCE = "offplan-live/room";

/**
 * Maximum verified tokens that are remembered, so that a reconnect needs no signature check: 2 µs instead of 68. Each takes
 * about 200 bytes.
 */
const MOST_REMEMBERED = 1000;

/** The whole token counts, not its signature alone: an altered token is never found. */
const digestOf = (token: string): string => createHash("sha256").update(token).digest("base64");

const Payload = v.object({
  sub: v.string(),
  presentation: v.string(),
  room: v.string(),
  role: v.picklist(ROLES),
  name: v.string(),
  unrecorded: v.optional(v.boolean()),
});

export function openRoomTokens(secret: string, clock: Clock): RoomTokens {
  const tokens = openSignedTokens(secret, AUDIENCE, clock);
  const remembered = new LRUCache<string, RoomClaims>({ max: MOST_REMEMBERED });
  const check = async (
    token: string,
    toleranceMs: number,
  ): Promise<Result<RoomClaims, TokenProblem>> => {
    const verified = await tokens.verify(token, toleranceMs);
    if (!verified.ok) return verified;
    const { payload, expiresAtMs } = verified.value;
    const parsed = v.safeParse(Payload, payload);
    if (!parsed.success) return fail("token_invalid");
    const { sub, ...claims } = parsed.output;
    return succeed({ ...claims, subject: sub, expiresAtMs });
  };
  const read = async (
    token: string,
    toleranceMs: number,
  ): Promise<Result<RoomClaims, TokenProblem>> => {
    const digest = digestOf(token);
    const known = remembered.get(digest);
    if (known !== undefined) {
      const isExpired = known.expiresAtMs + toleranceMs <= clock.now();
      return isExpired ? fail("token_expired") : succeed(known);
    }
    const checked = await check(token, toleranceMs);
    if (checked.ok) remembered.set(digest, checked.value);
    return checked;
  };
  return {
    issue: ({ subject, expiresAtMs, ...claims }) => tokens.issue(claims, subject, expiresAtMs),
    verify: (token) => read(token, 0),
    verifyForRenewal: (token, toleranceMs = RENEWAL_MS) => read(token, toleranceMs),
  };
}
