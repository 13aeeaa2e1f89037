import type { Express } from "express";
import type { HttpDependencies } from "./dependencies.ts";
import { Problem } from "./problem.ts";
import { pathPart } from "./requests.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A pack's SVG may come from anywhere: opened by itself it runs nothing and fetches nothing. */
const SVG_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/** A project's pictures: public, since a picture element carries no token. Only files that a pack lists are served. */
export function addMediaRoutes(app: Express, { catalogue }: HttpDependencies): void {
  app.get("/media/:project/*file", (request, response, next) => {
    const path = catalogue.mediaFile(pathPart(request, "project"), pathPart(request, "file"));
    if (path === undefined) throw new Problem("unknown");
    if (path.toLowerCase().endsWith(".svg")) response.set("Content-Security-Policy", SVG_POLICY);
    // The catalogue has vetted the path; a dot in a folder above it is no reason to hide the file.
    response.sendFile(path, { maxAge: DAY_MS, dotfiles: "allow", etag: true }, (error) => {
      if (error !== undefined && !response.headersSent) next(error);
    });
  });
}
