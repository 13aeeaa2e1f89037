import type { Express } from "express";

/** Paths of the client's pages and scripts, which are not calls. */
const PAGES = new Set([
  "/",
  "/agent",
  "/agent/*rest",
  "/agent/embed/present",
  "/agent/embed/stage",
  "/agent/embed/inspect",
  "/p/:id",
  "/inspect/:id",
  "/r/:id",
  "/replay/:id",
]);

/** Every call with a handler, whoever added it. */
export const routesOfCalls = (
  app: Express,
): readonly { readonly method: string; readonly path: string }[] =>
  app.router.stack.flatMap(({ route }) =>
    route === undefined || PAGES.has(route.path)
      ? []
      : route.stack.flatMap(({ method }) =>
          // The handler for unsupported methods has no method of its own.
          typeof method === "string" ? [{ method: method.toUpperCase(), path: route.path }] : [],
        ),
  );
