import type { Express } from "express";
import { SignInRequest, type SignInResponse } from "../../schema/api.ts";
import { answer } from "./answer.ts";
import { openAttempts } from "./attempts.ts";
import { networkOf } from "../network.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { Problem } from "./problem.ts";
import { readBody, toIso } from "./requests.ts";

/** Wrong keys of one address in a minute. */
const WRONG_KEYS_PER_MINUTE = 10;

export function addSignInRoutes(app: Express, { agents, limiter }: HttpDependencies): void {
  const attempts = openAttempts(limiter, "sign-in", WRONG_KEYS_PER_MINUTE);

  app.post(
    "/api/sign-in",
    answer(async (request, response) => {
      const { key, name } = readBody(request, SignInRequest);
      const keys = [networkOf(request.ip ?? "")];
      const signedIn = await agents.signIn(key, name);
      if (!signedIn.ok && signedIn.problem === "unsupported") throw new Problem("unknown");
      if (!signedIn.ok) {
        await attempts.refuse(keys);
        throw new Problem("wrong_key");
      }
      await attempts.check(keys);
      const { token, expiresAtMs, agent } = signedIn.value;
      response.json({ token, expiresAt: toIso(expiresAtMs), agent } satisfies SignInResponse);
    }),
  );
}
