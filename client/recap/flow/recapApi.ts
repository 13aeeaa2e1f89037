import type { RecapResponse } from "../../../schema/protocol/api.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { fail, succeed } from "../../../schema/values/result.ts";
import type { Called } from "../../join/joinApi.ts";
import type { RatesApi } from "../../ui/text/useRates.ts";
import { ApiError, createApi, type RecapOpening } from "../../session/api.ts";

/** The server's calls of a recap's page. None rejects. */
export interface RecapApi {
  open(id: string, request: RecapOpening): Called<RecapResponse>;
  /** The moments that the recap's reader may see, by the recap's token. */
  history(id: string, token: string): Called<readonly Moment[]>;
  /** The whole development as it is now, by the recap's token. */
  project(project: string, token: string): Called<Project>;
  setHeart(id: string, unit: string, liked: boolean, token: string): Called<void>;
  forget(id: string, token: string): Called<void>;
}

async function attempt<Value>(call: Promise<Value>): Called<Value> {
  try {
    return succeed(await call);
  } catch (error) {
    if (error instanceof ApiError) return fail(error);
    throw error;
  }
}

/** `ask` opens recaps. */
export function createRecapApi(ask: typeof fetch): RecapApi & RatesApi {
  const outside = createApi({ fetch: ask });
  const inside = (token: string) => createApi({ token: () => token });
  return {
    open: (id, request) => attempt(outside.openRecap(id, request)),
    history: (id, token) => attempt(inside(token).recapHistory(id)),
    project: (project, token) => attempt(inside(token).project(project)),
    setHeart: (id, unit, liked, token) => attempt(inside(token).setRecapHeart(id, unit, liked)),
    forget: (id, token) => attempt(inside(token).forgetPart(id)),
    rates: () => attempt(outside.rates()),
  };
}
