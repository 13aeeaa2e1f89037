import type { Express } from "express";
import { parseAnchor } from "../../../../schema/presentation/anchors.ts";
import { ASKS_PER_MINUTE, AskRequest } from "../../../../schema/presentation/ask.ts";
import { anchorExists, viewExists } from "../../../../schema/presentation/references.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { openRateLimit } from "../../limits/rateLimits.ts";
import { Problem } from "../../problem.ts";
import { pathPart, readBody } from "../../requests.ts";

/** Whether a buyer may see all that an ask names. */
function isShown({ view, mark }: AskRequest, index: ProjectIndex | undefined): boolean {
  if (index === undefined || !viewExists(view, index)) return false;
  const anchor = mark && parseAnchor(mark.anchor);
  return anchor === undefined || anchorExists(anchor, index);
}

/**
 * A buyer's requests to agents: "show this to all", and a pointing hand. Neither changes the presentation; the agent
 * decides what is shown.
 */
export function addAskRoutes(
  app: Express,
  { catalogue, live, clock, limiter }: HttpDependencies,
  authentication: Authentication,
): void {
  const limit = openRateLimit(limiter, "asks", ASKS_PER_MINUTE);

  app.post("/api/presentations/:id/asks", async (request, response) => {
    const { claims, record } = await authentication.participant(pathPart(request, "id"), request);
    if (claims.expiresAtMs <= clock.now()) throw new Problem("unauthorized");
    if (claims.role !== "buyer") throw new Problem("forbidden");
    await limit.count(claims.subject);
    const ask = readBody(request, AskRequest);
    if (!isShown(ask, catalogue.findShown(record.project))) throw new Problem("unknown");
    await live.ask(record.room, claims.subject, { ...ask, at: clock.now() });
    response.sendStatus(204);
  });
}
