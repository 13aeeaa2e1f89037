import type { Express } from "express";
import { answer } from "./answer.ts";
import type { HttpDependencies } from "./dependencies.ts";
import { Problem } from "./problem.ts";

/** What does not answer in this time does not answer. */
const READY_WITHIN_MS = 2000;

/** What an operator's machines ask. */
export function addOperatorRoutes(
  app: Express,
  { readiness, metrics, clock }: HttpDependencies,
): void {
  const isReady = async (): Promise<boolean> => {
    const { promise: late, resolve } = Promise.withResolvers<false>();
    const cancel = clock.after(READY_WITHIN_MS, () => resolve(false));
    const all = Promise.all(readiness.map((check) => check()));
    try {
      return await Promise.race([late, all.then(() => true)]);
    } catch {
      return false;
    } finally {
      cancel();
    }
  };

  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });

  app.get(
    "/readyz",
    answer(async (_request, response) => {
      if (!(await isReady())) throw new Problem("unavailable");
      response.json({ status: "ready" });
    }),
  );

  app.get(
    "/metrics",
    answer(async (_request, response) => {
      const { contentType, text } = await metrics.read();
      response.set("Content-Type", contentType).send(text);
    }),
  );
}
