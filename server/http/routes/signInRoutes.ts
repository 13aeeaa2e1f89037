import type { Express } from "express";
import { RenameRequest, SignInRequest, type SignInResponse } from "../../../schema/protocol/api.ts";
import type { SignedIn } from "../../access/agents.ts";
import { openRefusalLimit } from "../limits/rateLimits.ts";
import { bearer } from "../authentication.ts";
import { networkOf } from "../../net/clientAddress.ts";
import type { HttpDependencies } from "../dependencies.ts";
import { Problem } from "../problem.ts";
import { readBody, toIso } from "../requests.ts";

/** Wrong keys of one address in a minute. */
const WRONG_KEYS_PER_MINUTE = 10;
/** Wrong keys of all addresses in a minute. */
const ALL_WRONG_KEYS_PER_MINUTE = 100;
const ALL = ["all"];

const describe = ({ token, expiresAtMs, agent }: SignedIn): SignInResponse => ({
  token,
  expiresAt: toIso(expiresAtMs),
  agent,
});

export function addSignInRoutes(app: Express, { agents, limiter }: HttpDependencies): void {
  const attempts = openRefusalLimit(limiter, "sign-in", WRONG_KEYS_PER_MINUTE);
  // Only wrong keys count, so that others cannot lock the agent out.
  const allAttempts = openRefusalLimit(limiter, "sign-in-all", ALL_WRONG_KEYS_PER_MINUTE);

  app.post("/api/sign-in", async (request, response) => {
    const { key, name } = readBody(request, SignInRequest);
    const keys = [networkOf(request.ip ?? "")];
    const signedIn = await agents.signIn(key, name);
    if (!signedIn.ok && signedIn.problem === "unsupported") throw new Problem("unknown");
    if (!signedIn.ok) {
      await attempts.refuse(keys);
      await allAttempts.refuse(ALL);
      throw new Problem("wrong_key");
    }
    await attempts.check(keys);
    response.json(describe(signedIn.value));
  });

  app.patch("/api/agent", async (request, response) => {
    const token = bearer(request);
    const known = await agents.verify(token);
    if (!known.ok) throw new Problem(known.problem);
    const { name } = readBody(request, RenameRequest);
    const renamed = await agents.rename(token, name);
    if (renamed.ok) response.json(describe(renamed.value));
    else throw new Problem(renamed.problem === "unsupported" ? "unknown" : renamed.problem);
  });
}
