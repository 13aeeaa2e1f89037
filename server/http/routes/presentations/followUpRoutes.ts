import type { Express } from "express";
import { FollowUpChange, type FollowUp } from "../../../../schema/protocol/followUp.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { pathPart, readBody } from "../../requests.ts";

/** An agent's notes, the next appointment, and the contact that buyers read. */
export function addFollowUpRoutes(
  app: Express,
  { storage }: HttpDependencies,
  authentication: Authentication,
): void {
  const path = "/api/presentations/:id/follow-up";
  const read = async (id: string): Promise<FollowUp> =>
    (await storage.followUps.find(id)) ?? { notes: "" };

  app.get(path, async (request, response) => {
    const { record } = await authentication.managedPresentation(pathPart(request, "id"), request);
    response.json(await read(record.id));
  });

  app.patch(path, async (request, response) => {
    const { record } = await authentication.managedPresentation(pathPart(request, "id"), request);
    await storage.followUps.change(record.id, readBody(request, FollowUpChange));
    response.json(await read(record.id));
  });
}
