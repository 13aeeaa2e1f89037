import type { Project } from "../../schema/catalogue/catalogue.ts";
import type { AskRequest } from "../../schema/presentation/ask.ts";
import type { Rates } from "../../schema/protocol/rates.ts";
import { fail, succeed } from "../../schema/values/result.ts";
import type { Called, JoinApi } from "../join/joinApi.ts";
import { ApiError, createApi, type Api } from "../session/api.ts";

/** Calls of a buyer's page. Only `units` rejects, since its poll expects that. */
export interface BuyerApi extends JoinApi {
  project(project: string, token: string): Called<Project>;
  /** The homes that the token's buyer likes. */
  hearts(presentation: string, token: string): Called<readonly string[]>;
  setHeart(presentation: string, unit: string, liked: boolean, token: string): Called<void>;
  /** Sends the agent a request to show a view to all, or a mark on a view. */
  ask(presentation: string, ask: AskRequest, token: string): Called<void>;
  /** Exchange rates for orientation. */
  rates(): Called<Rates | undefined>;
  units(token: () => string): Pick<Api, "units" | "project">;
}

async function attempt<Value>(call: Promise<Value>): Called<Value> {
  try {
    return succeed(await call);
  } catch (error) {
    if (error instanceof ApiError) return fail(error);
    throw error;
  }
}

/** The server's calls for a buyer's page. Each uses the token passed to it; all but `units` return problems as values. */
export function createBuyerApi(ask: typeof fetch): BuyerApi {
  const open = createApi({ fetch: ask });
  const inside = (token: string) => createApi({ token: () => token });
  return {
    preview: (presentation, secret) => attempt(open.preview(presentation, secret)),
    join: (presentation, details) => attempt(open.join(presentation, details)),
    self: (presentation, token) => attempt(inside(token).self(presentation)),
    renew: (presentation, token) => attempt(inside(token).renew(presentation)),
    project: (project, token) => attempt(inside(token).project(project)),
    hearts: (presentation, token) => attempt(inside(token).hearts(presentation)),
    setHeart: (presentation, unit, liked, token) =>
      attempt(inside(token).setHeart(presentation, unit, liked)),
    ask: (presentation, ask, token) => attempt(inside(token).ask(presentation, ask)),
    rates: () => attempt(open.rates()),
    units: (token) => createApi({ token }),
  };
}
