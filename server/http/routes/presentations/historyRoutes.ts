import type { Express } from "express";
import type { HistoryResponse } from "../../../../schema/protocol/api.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { readHistory } from "../../history.ts";
import { pathPart } from "../../requests.ts";

/** A presentation's history, for its agent and for programs. */
export function addHistoryRoutes(
  app: Express,
  dependencies: HttpDependencies,
  authentication: Authentication,
): void {
  app.get("/api/presentations/:id/history", async (request, response) => {
    const { record } = await authentication.managedPresentation(pathPart(request, "id"), request);
    const moments = await readHistory(dependencies, record);
    response.json({ moments } satisfies HistoryResponse);
  });
}
