import type { Express } from "express";
import type { RatesResponse } from "../../../schema/protocol/rates.ts";
import type { HttpDependencies } from "../dependencies.ts";

/** Indicative exchange rates. Public, so unauthenticated. */
export function addRatesRoutes(app: Express, { rates }: Pick<HttpDependencies, "rates">): void {
  app.get("/api/rates", async (_request, response) => {
    const current = await rates?.();
    response.json({ ...(current !== undefined && { rates: current }) } satisfies RatesResponse);
  });
}
