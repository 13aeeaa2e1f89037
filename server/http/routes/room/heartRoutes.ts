import type { Express, Request } from "express";
import type { HeartsResponse } from "../../../../schema/protocol/api.ts";
import type { RoomClaims } from "../../../access/identity.ts";
import type { PresentationRecord } from "../../../storage/storage.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import type { Hearts } from "../../hearts.ts";
import { sendDone } from "../../pending.ts";
import { Problem } from "../../problem.ts";
import { pathPart } from "../../requests.ts";

interface Buyer {
  readonly claims: RoomClaims;
  readonly record: PresentationRecord;
}

/** Hearts of a buyer in a live presentation. */
export function addHeartRoutes(
  app: Express,
  { isPending, clock }: HttpDependencies,
  authentication: Authentication,
  hearts: Hearts,
): void {
  const path = "/api/presentations/:id/hearts";

  const readBuyer = async (request: Request): Promise<Buyer> => {
    const { claims, record } = await authentication.participant(pathPart(request, "id"), request);
    if (claims.expiresAtMs <= clock.now()) throw new Problem("unauthorized");
    // Hearts of an unrecorded buyer stay on the device.
    if (claims.role !== "buyer" || claims.unrecorded === true) throw new Problem("forbidden");
    return { claims, record };
  };

  app.get(path, async (request, response) => {
    const { claims, record } = await readBuyer(request);
    const units = await hearts.of(record, claims.subject);
    response.json({ units } satisfies HeartsResponse);
  });

  for (const [method, liked] of [
    ["put", true],
    ["delete", false],
  ] as const) {
    app[method](`${path}/:unit`, async (request, response) => {
      const { claims, record } = await readBuyer(request);
      await hearts.set(record, claims.subject, pathPart(request, "unit"), liked);
      sendDone(response, isPending(record.id));
    });
  }
}
