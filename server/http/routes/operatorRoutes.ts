import type { Express } from "express";
import { withTimeout } from "../../time/timeout.ts";
import type { HttpDependencies } from "../dependencies.ts";
import { Problem } from "../problem.ts";

/** Readiness timeout. */
const READY_WITHIN_MS = 2000;

/** Health, readiness and metrics, for an operator's machines. */
export function addOperatorRoutes(
  app: Express,
  { readiness, metrics, clock }: HttpDependencies,
): void {
  const isReady = (): Promise<boolean> => {
    const all = Promise.all(readiness.map((check) => check())).then(
      () => true,
      () => false,
    );
    return withTimeout(clock, READY_WITHIN_MS, all, () => false);
  };

  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });

  app.get("/readyz", async (_request, response) => {
    if (!(await isReady())) throw new Problem("unavailable");
    response.json({ status: "ready" });
  });

  app.get("/metrics", async (_request, response) => {
    const { contentType, text } = await metrics.read();
    response.set("Content-Type", contentType).send(text);
  });
}
