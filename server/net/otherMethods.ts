import type { IRouter, RequestHandler, Response } from "express";

/** The `Allow` header of a path with handlers for these methods. */
function allowed(methods: ReadonlySet<string>): string {
  const heads = methods.has("GET") ? ["HEAD"] : [];
  return [...new Set([...methods, ...heads, "OPTIONS"])].join(", ");
}

/**
 * Answers the methods that the routes defined so far do not handle: OPTIONS with the handled ones, others by `refuse`,
 * both with `Allow`. Paths without a route are left alone.
 */
export function answerOtherMethods(router: IRouter, refuse: (response: Response) => void): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { route } of router.stack) {
    if (route === undefined) continue;
    // A route may have several paths.
    for (const path of [route.path].flat()) {
      const methods = methodsOf.get(path) ?? new Set<string>();
      methodsOf.set(path, methods);
      for (const { method } of route.stack) {
        if (typeof method === "string") methods.add(method.toUpperCase());
      }
    }
  }
  for (const [path, methods] of methodsOf) {
    if (methods.size === 0) continue;
    const allow = allowed(methods);
    const answer: RequestHandler = (request, response) => {
      response.set("Allow", allow);
      if (request.method === "OPTIONS") response.status(204).end();
      else refuse(response);
    };
    router.all(path, answer);
  }
}
