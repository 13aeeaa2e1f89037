import type { Express, Request } from "express";
import * as v from "valibot";
import {
  PicturePatch,
  PicturePlace,
  type PicturesResponse,
  type UploadedPicture,
} from "../../../../schema/catalogue/uploads.ts";
import type { Upload } from "../../../catalogue/uploads/uploadedFile.ts";
import type { AddProblem, ChangeProblem } from "../../../catalogue/uploads/uploads.ts";
import type { Authentication } from "../../authentication.ts";
import type { HttpDependencies } from "../../dependencies.ts";
import { receivePicture } from "../../uploads/pictureUpload.ts";
import { Problem, required } from "../../problem.ts";
import { pathPart, readBody, toIso } from "../../requests.ts";

const LONGEST_NAME = 200;

const toName = (text: string): string => text.replaceAll(/\p{C}/gu, "").slice(0, LONGEST_NAME);

function toProblem(name: string, problem: AddProblem | ChangeProblem): Problem {
  switch (problem.kind) {
    case "picture": {
      const { fault, reason } = problem.refusal;
      return new Problem("bad_picture", { detail: `${name} ${reason}`, fault });
    }
    case "full":
      return new Problem("conflict", { detail: "No more pictures are kept: delete some" });
    case "unknown":
      return new Problem("invalid_body", { detail: `Wrong: place (${problem.reason})` });
    case "outline":
      return new Problem("bad_outline", { detail: `${name}: ${problem.reason}` });
    case "missing":
      return new Problem("unknown");
    case "stale":
      return new Problem("stale");
  }
}

function readPlace({ query }: Request): PicturePlace | undefined {
  const { place } = query;
  if (place === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PicturePlace), place);
  if (!parsed.success) throw new Problem("invalid_body", { detail: "Wrong: place" });
  return parsed.output;
}

/** The calls of staff that manage a development's pictures. */
export function addPictureRoutes(
  app: Express,
  { uploads, log, settings }: HttpDependencies,
  authentication: Authentication,
): void {
  const shown = (project: string, { record, place, file }: Upload): UploadedPicture => ({
    file: record.file,
    name: record.name,
    bytes: record.bytes,
    size: file.facts.size,
    src: uploads.addressOf(project, record.file),
    place,
    at: toIso(record.atMs),
    by: record.by,
  });

  app.get("/api/projects/:project/pictures", async (request, response) => {
    await authentication.editor(request);
    const project = pathPart(request, "project");
    const pictures = required(await uploads.list(project));
    response.json({
      pictures: pictures.map((upload) => shown(project, upload)),
    } satisfies PicturesResponse);
  });

  app.put("/api/projects/:project/pictures/:picture", async (request, response) => {
    const caller = await authentication.editor(request);
    const project = pathPart(request, "project");
    const name = toName(pathPart(request, "picture"));
    const place = readPlace(request);
    required(await uploads.list(project));
    const { folder, release } = await uploads.receive();
    try {
      const path = await receivePicture(request, folder);
      const about = { name, by: caller.name || caller.id, ...(place && { place }) };
      const added = required(await uploads.add(project, path, about));
      if (!added.ok) throw toProblem(name, added.problem);
      const { record } = added.value;
      log.info({ project, by: caller.id, picture: record.file }, "picture added");
      response
        .status(201)
        .location(`${settings.publicPath}/api/projects/${project}/pictures/${record.file}`)
        .json(shown(project, added.value));
    } finally {
      await release();
    }
  });

  app.patch("/api/projects/:project/pictures/:picture", async (request, response) => {
    await authentication.editor(request);
    const project = pathPart(request, "project");
    const picture = pathPart(request, "picture");
    const { place } = readBody(request, PicturePatch);
    const placed = required(await uploads.place(project, picture, place));
    if (!placed.ok) throw toProblem(picture, placed.problem);
    response.json(shown(project, placed.value));
  });

  app.delete("/api/projects/:project/pictures/:picture", async (request, response) => {
    const caller = await authentication.editor(request);
    const project = pathPart(request, "project");
    const picture = pathPart(request, "picture");
    const removed = required(await uploads.remove(project, picture));
    if (removed === "missing") throw new Problem("unknown");
    log.info({ project, by: caller.id, picture }, "picture deleted");
    response.status(204).end();
  });
}
