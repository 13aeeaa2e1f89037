import type { Express, Response } from "express";
import { UnitPatch, type ProjectsResponse, type UnitRow } from "../../../../schema/protocol/api.ts";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { VersionedUnits } from "../../../catalogue/catalogue.ts";
import type { Authentication } from "../../authentication.ts";
import { summarizeProject } from "../../views.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { hasOther, isConditional, isStale, sendTagged } from "../../etag.ts";
import { Problem } from "../../problem.ts";
import { pathPart, readBody } from "../../requests.ts";

export function addProjectRoutes(
  app: Express,
  { catalogue, live, lists }: HttpDependencies,
  authentication: Authentication,
): void {
  const requireProject = (index: ProjectIndex | undefined): Project => {
    if (index === undefined) throw new Problem("unknown");
    return index.project;
  };
  const readUnits = (project: string) => {
    const units = catalogue.units(project);
    if (units === undefined) throw new Problem("unknown");
    return units;
  };

  app.get("/api/projects", async (request, response) => {
    const { isEditor: mayEdit } = await authentication.staff(request);
    const projects = catalogue
      .list()
      .map((project) => summarizeProject(project, lists.isAdded(project.id)));
    response.json({ projects, mayEdit } satisfies ProjectsResponse);
  });

  app.get("/api/projects/:project", async (request, response) => {
    const id = pathPart(request, "project");
    const role = await authentication.readerOf(id, request);
    // Another process may have added it a moment ago.
    if (catalogue.find(id) === undefined) await catalogue.catchUp(id);
    const index = role === "buyer" ? catalogue.findShown(id) : catalogue.find(id);
    // A recap still names a development that was removed.
    const removed = index === undefined && role === "buyer" ? await lists.removed(id) : undefined;
    response.json(removed ?? (requireProject(index) satisfies Project));
  });

  app.get("/api/projects/:project/units", async (request, response) => {
    const id = pathPart(request, "project");
    const role = await authentication.readerOf(id, request);
    const read = () => (role === "buyer" ? catalogue.unitsShown(id) : catalogue.units(id));
    const known = read();
    if (known !== undefined && hasOther(request, known.etag)) await catalogue.catchUp(id);
    const units = read();
    if (units === undefined) throw new Problem("unknown");
    sendTagged(request, response, units.etag, units.body);
  });

  app.patch("/api/projects/:project/units/:unit", async (request, response) => {
    const caller = await authentication.staff(request);
    const { status } = readBody(request, UnitPatch);
    const project = requireProject(catalogue.find(pathPart(request, "project"))).id;
    const unit = pathPart(request, "unit");
    if (isConditional(request)) await catalogue.catchUp(project);
    const { version, etag } = readUnits(project);
    if (isStale(request, etag)) throw new Problem("stale");
    const set = await catalogue.setStatus(
      project,
      unit,
      status,
      caller.id,
      isConditional(request) ? version : undefined,
    );
    if (set.kind !== "set") throw new Problem(set.kind);
    await live.recordStatus(project, { by: caller.id, unit, status });
    sendUnit(response, unit, readUnits(project));
  });
}

function sendUnit(response: Response, unit: string, { body, etag }: VersionedUnits): void {
  const row = body.units.find(({ id }) => id === unit);
  response.set("ETag", etag).json((row ?? { id: unit }) satisfies UnitRow);
}
