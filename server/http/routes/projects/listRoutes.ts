import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Express, Request, Response } from "express";
import {
  CreateProjectRequest,
  type CreateProjectResponse,
  type ListResponse,
  type ListRevision,
  type ListRevisionsResponse,
} from "../../../../schema/protocol/api.ts";
import { ListMapping } from "../../../../schema/list/mapping.ts";
import type { ListSummary } from "../../../../schema/list/summary.ts";
import type { ImportProblem } from "../../../catalogue/list/importList.ts";
import type { ListRecord } from "../../../storage/lists.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { readUpload } from "../../uploads/listUpload.ts";
import { Problem, required } from "../../problem.ts";
import { flag, pathPart, readBody, readJson, toIso } from "../../requests.ts";
import { summarizeProject } from "../../views.ts";

/** A mapping names columns, words and floors, up to thousands of them. */
const MAPPING_LIMIT_BYTES = 1024 * 1024;

const LIST_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

const shownRevision = ({ revision, atMs, by, fileName, summary }: ListRecord): ListRevision => ({
  ...(JSON.parse(summary) as Omit<ListRevision, "revision" | "at" | "by" | "fileName">),
  revision,
  at: toIso(atMs),
  by,
  fileName,
});

function toProblem(problem: ImportProblem): Problem {
  switch (problem.kind) {
    case "not_understood": {
      const { problems, preview } = problem;
      const [first] = problems;
      const where = first?.cell ? `${first.cell}: ` : "";
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
      const detail = first && `${where}${first.reason}${more}`;
      return new Problem("not_understood", {
        ...(detail !== undefined && { detail }),
        problems,
        ...(preview !== undefined && { preview }),
      });
    }
    case "conflict": {
      const { conflicts } = problem;
      const detail = `${conflicts.length} statuses were set since the last list: say ?conflicts=list or ?conflicts=desk`;
      return new Problem("conflict", { detail, conflicts });
    }
    case "stale":
      return new Problem("stale");
  }
}

const WHY_KEPT = {
  presented: "A presentation of it is open: end it, or say ?presentations=end",
  not_added: "It comes from a pack or a host, whose operator removes it",
  unknown: "No such project",
};

/** Whether the request ends open presentations. */
function readEnding(request: Request): boolean {
  const { presentations } = request.query;
  if (presentations === undefined || presentations === "end") return presentations === "end";
  throw new Problem("invalid_body", { detail: "presentations is end" });
}

function readChoice(request: Request): "list" | "desk" | undefined {
  const { conflicts } = request.query;
  if (conflicts === undefined || conflicts === "list" || conflicts === "desk") return conflicts;
  throw new Problem("invalid_body", { detail: "conflicts is list or desk" });
}

/** The calls of staff that maintain a development's list. */
export function addListRoutes(
  app: Express,
  { lists, live, log, settings, storage, clock }: HttpDependencies,
  authentication: Authentication,
): void {
  app.post("/api/projects", async (request, response) => {
    const { id: by } = await authentication.editor(request);
    const project = await lists.add({ ...readBody(request, CreateProjectRequest), by });
    const { currency, areaUnit } = project;
    log.info({ project: project.id, by }, "development added");
    response
      .status(201)
      .location(`${settings.publicPath}/api/projects/${project.id}`)
      .json({
        ...summarizeProject(project, true),
        currency,
        areaUnit,
      } satisfies CreateProjectResponse);
  });

  /** Ends the presentations of a development that is to be removed. */
  const endAll = async (project: string): Promise<void> => {
    const open = await storage.presentations.listOpen();
    for (const record of open.filter((one) => one.project === project)) {
      await storage.presentations.end(record.id, { atMs: clock.now(), reason: "ended" });
      await live.end(record.room, "ended");
    }
  };

  app.delete("/api/projects/:project", async (request, response) => {
    const { id: by } = await authentication.editor(request);
    const project = pathPart(request, "project");
    const ends = readEnding(request);
    if (ends && lists.isAdded(project)) await endAll(project);
    const outcome = await lists.remove(project);
    if (outcome !== "deleted") throw new Problem(outcome, { detail: WHY_KEPT[outcome] });
    log.info({ project, by }, "development removed");
    response.status(204).end();
  });

  app.put("/api/projects/:project/list", async (request, response) => {
    const caller = await authentication.editor(request);
    const project = pathPart(request, "project");
    required(await lists.mapping(project));
    const { file, mapping } = await readUpload(request, response);
    const conflicts = readChoice(request);
    const imported = required(
      await lists.apply(project, {
        file,
        mapping,
        by: caller.name || caller.id,
        dryRun: flag(request, "dryRun"),
        skipProblems: flag(request, "skipProblems"),
        ...(conflicts && { conflicts }),
      }),
    );
    if (!imported.ok) throw toProblem(imported.problem);
    const { summary, preview } = imported.value;
    if (summary.applied) {
      const { revision, homes, added, removed } = summary;
      log.info({ project, by: caller.id, revision, homes, added, removed }, "list applied");
    }
    response.json({ ...summary, preview } satisfies ListResponse);
  });

  app.get("/api/projects/:project/list", async (request, response) => {
    await authentication.editor(request);
    const { format = "csv" } = request.query;
    if (format !== "csv" && format !== "xlsx") {
      throw new Problem("invalid_body", { detail: "format is csv or xlsx" });
    }
    const project = pathPart(request, "project");
    const file = required(await lists.export(project, format));
    response.attachment(`${project}.${format}`).type(LIST_TYPES[format]).send(Buffer.from(file));
  });

  app.get("/api/projects/:project/pack", async (request, response) => {
    await authentication.editor(request);
    const project = pathPart(request, "project");
    const archive = required(await lists.exportPack(project));
    response.attachment(`${project}.zip`).type("application/zip");
    await pipeline(Readable.from(archive), response);
  });

  app.post("/api/projects/:project/list/undo", async (request, response) => {
    const { id: by } = await authentication.editor(request);
    const project = pathPart(request, "project");
    const undone = required(await lists.undo(project));
    if (!undone.ok) {
      if (undone.problem === "stale") throw new Problem("stale");
      throw new Problem("conflict", { detail: "There is no list before this one" });
    }
    log.info({ project, by, revision: undone.value.revision }, "list undone");
    response.json(undone.value satisfies ListSummary);
  });

  app.get("/api/projects/:project/list/revisions", async (request, response) => {
    await authentication.editor(request);
    const records = required(await lists.history(pathPart(request, "project")));
    const revisions = records.map(shownRevision);
    response.json({ revisions } satisfies ListRevisionsResponse);
  });

  app.get("/api/projects/:project/list/mapping", async (request, response) => {
    await authentication.editor(request);
    response.json(required(await lists.mapping(pathPart(request, "project"))));
  });

  app.put("/api/projects/:project/list/mapping", async (request, response: Response) => {
    await authentication.editor(request);
    const mapping = readBody(request, ListMapping);
    required(await lists.setMapping(pathPart(request, "project"), mapping));
    response.json(mapping);
  });
}

/** Parses mappings, which are larger than other bodies. Must be added before the parser of those. */
export const readMappings = (app: Express): void => {
  app.use("/api/projects/:project/list/mapping", ...readJson(MAPPING_LIMIT_BYTES));
};
