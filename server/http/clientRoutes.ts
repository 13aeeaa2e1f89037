import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Express, type RequestHandler } from "express";

/** The pages that the one client draws. */
const PAGES = ["/agent", "/agent/*rest", "/p/:id", "/inspect/:id", "/recap/:id"];

const NOT_BUILT =
  "The client has not been built yet. Run `npm run build` (or `npm start`, which does it) and reload this page.\n";

/** The built client: hashed assets for ever, its page always asked for anew. */
export function addClientRoutes(app: Express, clientDir: string): void {
  const page = join(clientDir, "index.html");

  const sendPage: RequestHandler = (_request, response, next) => {
    if (!existsSync(page)) {
      response.status(503).set("Cache-Control", "no-store").type("text/plain").send(NOT_BUILT);
      return;
    }
    response.set("Cache-Control", "no-cache");
    response.sendFile(page, { cacheControl: false, dotfiles: "allow" }, (error) => {
      if (error !== undefined && !response.headersSent) next(error);
    });
  };

  app.get("/", (_request, response) => {
    response.set("Cache-Control", "no-store").redirect("/agent");
  });
  for (const path of PAGES) app.get(path, sendPage);
  app.use("/assets", express.static(join(clientDir, "assets"), { immutable: true, maxAge: "1y" }));
  app.use(express.static(clientDir, { index: false, redirect: false }));
}
