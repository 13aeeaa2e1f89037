import type { Express, Request } from "express";
import type { HeartsResponse } from "../../../schema/protocol/api.ts";
import type { RoomClaims } from "../../access/identity.ts";
import type { PresentationRecord } from "../../storage/storage.ts";
import type { Authentication } from "../authentication.ts";
import type { HttpDependencies } from "../dependencies.ts";
import { openRateLimit } from "../limits/rateLimits.ts";
import { sendDone } from "../pending.ts";
import { Problem } from "../problem.ts";
import { pathPart } from "../requests.ts";

/** Maximum hearts of one buyer. */
const MOST_HEARTS = 100;
const CHANGES_PER_MINUTE = 30;

interface Buyer {
  readonly claims: RoomClaims;
  readonly record: PresentationRecord;
}

/** A buyer's hearts: stored beside the visit and shown to agents, never in the document. */
export function addHeartRoutes(
  app: Express,
  { storage, isPending, catalogue, live, clock, limiter }: HttpDependencies,
  authentication: Authentication,
): void {
  const path = "/api/presentations/:id/hearts";
  const pace = openRateLimit(limiter, "hearts", CHANGES_PER_MINUTE);

  const readBuyer = async (request: Request): Promise<Buyer> => {
    const { claims, record } = await authentication.participant(pathPart(request, "id"), request);
    if (claims.expiresAtMs <= clock.now()) throw new Problem("unauthorized");
    // Hearts of an unrecorded buyer stay on the device.
    if (claims.role !== "buyer" || claims.unrecorded === true) throw new Problem("forbidden");
    return { claims, record };
  };

  const readShownUnit = (request: Request, { record }: Buyer): string => {
    const unit = pathPart(request, "unit");
    if (catalogue.findShown(record.project)?.units.has(unit) !== true) throw new Problem("unknown");
    return unit;
  };

  const heartsOf = async ({ claims, record }: Buyer): Promise<readonly string[]> => {
    const hearts = await storage.presentations.listHearts(record.id);
    return hearts
      .filter(({ participant }) => participant === claims.subject)
      .map(({ unit }) => unit);
  };

  const tell = async (buyer: Buyer): Promise<void> => {
    const { claims, record } = buyer;
    await live.setHearts(record.room, claims.subject, await heartsOf(buyer));
  };

  const record = (buyer: Buyer, unit: string, liked: boolean): Promise<void> =>
    live.record(buyer.record.room, { kind: "heart", by: buyer.claims.subject, unit, liked });

  app.get(path, async (request, response) => {
    const buyer = await readBuyer(request);
    const shown = catalogue.findShown(buyer.record.project)?.units;
    const units = (await heartsOf(buyer)).filter((unit) => shown?.has(unit) === true);
    response.json({ units } satisfies HeartsResponse);
  });

  app.put(`${path}/:unit`, async (request, response) => {
    const buyer = await readBuyer(request);
    await pace.count(buyer.claims.subject);
    const heart = {
      participant: buyer.claims.subject,
      unit: readShownUnit(request, buyer),
      atMs: clock.now(),
    };
    const outcome = await storage.presentations.addHeart(buyer.record.id, heart, MOST_HEARTS);
    if (outcome === "full") throw new Problem("conflict", { detail: "Too many homes" });
    await tell(buyer);
    await record(buyer, heart.unit, true);
    sendDone(response, isPending(buyer.record.id));
  });

  app.delete(`${path}/:unit`, async (request, response) => {
    const buyer = await readBuyer(request);
    await pace.count(buyer.claims.subject);
    const unit = readShownUnit(request, buyer);
    await storage.presentations.removeHeart(buyer.record.id, buyer.claims.subject, unit);
    await tell(buyer);
    await record(buyer, unit, false);
    sendDone(response, isPending(buyer.record.id));
  });
}
