import type { Request, RequestHandler } from "express";
import type { Log } from "../../log.ts";
import type { RandomBytes } from "../../access/secrets.ts";
import type { HttpMetrics } from "../../telemetry/metrics.ts";

/** The route's pattern, never the address itself, which contains ids and may contain anything in its query. */
function routeOf(request: Request): string {
  const route = request.route as { readonly path: string } | undefined;
  if (route !== undefined) return route.path;
  return request.res?.statusCode === 404 ? "unknown" : "static";
}

/** Logs and measures each request once, when its answer is sent or its caller has disconnected. */
export function logRequests(
  log: Log,
  metrics: HttpMetrics,
  randomBytes: RandomBytes,
): RequestHandler {
  return (request, response, next) => {
    const startedMs = performance.now();
    const requestId = Buffer.from(randomBytes(9)).toString("base64url");
    response.locals["requestId"] = requestId;
    response.set("X-Request-Id", requestId);
    let isLogged = false;
    const logOnce = () => {
      if (isLogged) return;
      isLogged = true;
      const ms = performance.now() - startedMs;
      const { method } = request;
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.requested(method, route, status, ms / 1000);
      log.info({ requestId, method, route, status, ms: Math.round(ms * 10) / 10 }, "request");
    };
    response.once("finish", logOnce);
    response.once("close", () => {
      // Workers report a close before the answer is sent.
      if (response.destroyed) logOnce();
    });
    next();
  };
}
