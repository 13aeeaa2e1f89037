import type { Express } from "express";
import type { HistoryResponse, UnitRow } from "../../../../schema/protocol/api.ts";
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
    const recap = await dependencies.storage.recaps.find(record.id);
    const shown = dependencies.catalogue.findShown(record.project)?.units;
    const then = JSON.parse(recap?.unitsThen ?? "[]") as readonly UnitRow[];
    response.json({
      moments,
      ...(recap && { unitsThen: then.filter(({ id }) => shown?.has(id) === true) }),
    } satisfies HistoryResponse);
  });
}
