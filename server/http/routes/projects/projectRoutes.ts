import type { Express, Request, Response } from "express";
import {
  UnitPatch,
  UnitsPatch,
  type ProjectsResponse,
  type UnitRow,
  type UnitsResponse,
} from "../../../../schema/protocol/api.ts";
import type { Project } from "../../../../schema/catalogue/catalogue.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { UnitChange, UnitsOutcome, VersionedUnits } from "../../../catalogue/catalogue.ts";
import type { Authentication, Staff } from "../../authentication.ts";
import { summarizeProject } from "../../views.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { hasOther, isConditional, isStale, sendTagged } from "../../etag.ts";
import { Problem } from "../../problem.ts";
import { enumerate, pathPart, readBody, readJson } from "../../requests.ts";

/** Changes of 5,000 homes, each with an id of ordinary length. */
const UNITS_LIMIT_BYTES = 1024 * 1024;

export function addProjectRoutes(
  app: Express,
  { catalogue, live, lists, log }: HttpDependencies,
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

  /** The project, and the version that a change requires; throws `stale` if the caller saw another one. */
  const readExpected = async (request: Request) => {
    const project = requireProject(catalogue.find(pathPart(request, "project"))).id;
    if (isConditional(request)) await catalogue.catchUp(project);
    const { version, etag } = readUnits(project);
    if (isStale(request, etag)) throw new Problem("stale");
    return { project, version: isConditional(request) ? version : undefined };
  };
  /** Writes new statuses into the histories of presentations. */
  const record = async (project: string, by: string, changes: readonly UnitChange[]) => {
    const units = changes.flatMap(({ unit, status }) =>
      status === undefined ? [] : { unit, status },
    );
    if (units.length > 0) await live.recordStatuses(project, { by, units });
  };

  app.patch("/api/projects/:project/units/:unit", async (request, response) => {
    const caller = await authentication.staff(request);
    const patch = readBody(request, UnitPatch);
    refusePrices(caller, [patch]);
    const unit = pathPart(request, "unit");
    const { project, version } = await readExpected(request);
    const set = required(await catalogue.setUnit(project, { unit, ...patch }, caller.id, version));
    await record(project, caller.id, set.changes);
    sendUnit(response, unit, readUnits(project));
  });

  app.patch("/api/projects/:project/units", async (request, response) => {
    const caller = await authentication.staff(request);
    const { units } = readBody(request, UnitsPatch);
    refusePrices(caller, Object.values(units));
    const { project, version } = await readExpected(request);
    // The schema leaves out names such as `__proto__`, which no home has.
    const named = Object.keys((request.body as UnitsPatch).units);
    refuseUnknown(named.filter((unit) => !Object.hasOwn(units, unit)));
    const all = Object.entries(units).map(([unit, patch]) => Object.assign({ unit }, patch));
    const set = required(await catalogue.setUnits(project, all, caller.id, version));
    log.info({ project, by: caller.id, homes: set.changes.length }, "homes changed");
    await record(project, caller.id, set.changes);
    const { etag, body } = readUnits(project);
    const rows = body.units.filter(({ id }) => Object.hasOwn(units, id));
    response.set("ETag", etag).json({ ...body, units: rows } satisfies UnitsResponse);
  });
}

/** Parses changes of homes, which are larger than other bodies. Must be added before the parser of those. */
export const readUnitChanges = (app: Express): void => {
  app.use("/api/projects/:project/units", ...readJson(UNITS_LIMIT_BYTES));
};

/** Prices belong to lists, so callers who may not change lists may not change prices. */
function refusePrices({ isEditor }: Staff, patches: readonly UnitPatch[]): void {
  if (!isEditor && patches.some(({ price }) => price !== undefined)) throw new Problem("forbidden");
}

function refuseUnknown(units: readonly string[]): void {
  if (units.length === 0) return;
  throw new Problem("unknown", { detail: `No such homes: ${enumerate(units)}` });
}

function required(outcome: UnitsOutcome): Extract<UnitsOutcome, { readonly kind: "set" }> {
  if (outcome.kind === "set") return outcome;
  if (outcome.kind === "unknown") refuseUnknown(outcome.units);
  throw new Problem(outcome.kind);
}

function sendUnit(response: Response, unit: string, { body, etag }: VersionedUnits): void {
  const row = body.units.find(({ id }) => id === unit);
  response.set("ETag", etag).json((row ?? { id: unit }) satisfies UnitRow);
}
