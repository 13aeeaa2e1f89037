import type { Express } from "express";

/** Addresses of the client's own pages and programs: no calls. */
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

/** Every call that has a handler of its own, whoever added it. */
export const routesOfCalls = (
  app: Express,
): readonly { readonly method: string; readonly path: string }[] =>
  app.router.stack.flatMap(({ route }) =>
    route === undefined || PAGES.has(route.path)
      ? []
      : route.stack.flatMap(({ method }) =>
          // What answers every other method has none.
          typeof method === "string" ? [{ method: method.toUpperCase(), path: route.path }] : [],
        ),
  );
