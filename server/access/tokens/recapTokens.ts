import * as v from "valibot";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { Clock } from "../../time/clock.ts";
import { openSignedTokens, type TokenProblem } from "./signedTokens.ts";

/** Claims of a verified recap token. */
export interface RecapClaims {
  readonly presentation: string;
  /** Id of the link that it was issued for; withdrawing the link ends its tokens. */
  readonly invitation: string;
  /** The recap's buyer; `undefined` when it is not a single buyer's. */
  readonly reader: string | undefined;
}

/** The tokens with which a recap's page reads homes and asks. Good until the presentation is deleted. */
export interface RecapTokens {
  issue(claims: RecapClaims, expiresAtMs: number): Promise<string>;
  verify(token: string): Promise<Result<RecapClaims, TokenProblem>>;
}

const AUDIENCE = "offplan-live/recap";
/** Subject of a token that belongs to no single buyer. */
const ANYBODY = "reader";

const Payload = v.object({ sub: v.string(), presentation: v.string(), invitation: v.string() });

export function openRecapTokens(secret: string, clock: Clock): RecapTokens {
  const tokens = openSignedTokens(secret, AUDIENCE, clock);
  return {
    issue: ({ reader, ...claims }, expiresAtMs) =>
      tokens.issue(claims, reader ?? ANYBODY, expiresAtMs),
    verify: async (token) => {
      const verified = await tokens.verify(token, 0);
      if (!verified.ok) return verified;
      const parsed = v.safeParse(Payload, verified.value.payload);
      if (!parsed.success) return fail("token_invalid");
      const { sub, ...claims } = parsed.output;
      return succeed({ ...claims, reader: sub === ANYBODY ? undefined : sub });
    },
  };
}
