import type { Request } from "express";
import { networkOf } from "../../net/clientAddress.ts";
import type { HttpDependencies } from "../dependencies.ts";
import { openRateLimit } from "./rateLimits.ts";
import { pathPart } from "../requests.ts";

/** Counts one join by a link that opened; throws `too_many_attempts` if that was one too many within a minute. */
export type CountJoin = (request: Request) => Promise<void>;

const AT_LEAST_PER_MINUTE = 60;

/**
 * Limits joins that succeed. By one link, one address joins as often in a minute as a presentation has viewers, and 60
 * times at least: all of them may sit in one hotel. All addresses together join twice as often, so that one address
 * alone does not keep the others out. `name` keeps the counts of this kind of link apart from those of others.
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
