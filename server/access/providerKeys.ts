import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import type { Clock } from "../time/clock.ts";

/** Keys older than this are fetched again before one of them is used. */
const FRESH_MS = 10 * 60_000;
/** Minimum time between two requests, except for the first keys, so that invented key ids cannot flood the provider. */
const COOLDOWN_MS = 10_000;

/**
 * Finds the provider's public key for a token. Known keys are used while the provider cannot be reached. Throws jose's
 * `JWKSNoMatchingKey` only if the provider was asked for this token and does not have its key; any error that is not
 * about the token means that it cannot be decided now.
 */
export function openProviderKeys(jwksUrl: string, clock: Clock): JWTVerifyGetKey {
  // Fetching is scheduled here, by the clock that was passed in.
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  let askedAtMs = -Infinity;
  let loadedAtMs = -Infinity;

  // A clock that was set back counts as one that has moved on.
  const hasPassed = (ms: number, sinceMs: number): boolean => Math.abs(clock.now() - sinceMs) >= ms;

  /** A known key that does not match is for another algorithm, so fetching again would not help. */
  const isKnown = (kid: string | undefined): boolean =>
    kid !== undefined && keys.jwks()?.keys.some((key) => key.kid === kid) === true;

  const load = async (): Promise<void> => {
    askedAtMs = clock.now();
    await keys.reload();
    loadedAtMs = clock.now();
  };

  return async (header, token) => {
    let wasAsked = false;
    const ask = async (): Promise<void> => {
      await load();
      wasAsked = true;
    };
    if (keys.jwks() === undefined) await ask();
    else if (hasPassed(FRESH_MS, loadedAtMs) && hasPassed(COOLDOWN_MS, askedAtMs)) {
      await ask().catch(() => undefined);
    }
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || wasAsked || isKnown(header.kid))
        throw error;
      if (!keys.reloading && !hasPassed(COOLDOWN_MS, askedAtMs)) {
        throw new Error("the provider was asked for its keys a moment ago", { cause: error });
      }
      await ask();
      return keys(header, token);
    }
  };
}
