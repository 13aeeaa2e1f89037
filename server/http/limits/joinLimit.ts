import type { Request } from "express";
import { networkOf } from "../../net/clientAddress.ts";
import type { HttpDependencies } from "../dependencies.ts";
import { openRateLimit } from "./rateLimits.ts";
import { pathPart } from "../requests.ts";

/** Counts one successful join by a link; throws `too_many_attempts` above the limit per minute. */
export type CountJoin = (request: Request) => Promise<void>;

const AT_LEAST_PER_MINUTE = 60;

/**
 * Limits successful joins by one link per minute. The limit of one address is a presentation's maximum of viewers, but
 * at least 60, because all of them may share a hotel's address. The limit of all addresses together is twice that, so that
 * one address cannot lock out the others. `name` separates the counts of this kind of link from those of others.
 */
export function openJoinLimit(
  { limiter, settings }: Pick<HttpDependencies, "limiter" | "settings">,
  name: string,
): CountJoin {
  const perMinute = Math.max(AT_LEAST_PER_MINUTE, settings.maxViewers);
  const ofAddress = openRateLimit(limiter, `${name}-address`, perMinute);
  const ofLink = openRateLimit(limiter, `${name}-link`, 2 * perMinute);
  return async (request) => {
    const link = pathPart(request, "id");
    await ofAddress.count(`${link} ${networkOf(request.ip ?? "")}`);
    await ofLink.count(link);
  };
}
