import { ApiError, type Api } from "../../session/api.ts";
import type { DeskApi } from "../desk/desk.ts";
import type { PresentingMemory } from "../desk/presentingMemory.ts";
import type { ColleagueVisits } from "./keptColleagueVisit.ts";

/** Not offered on a colleague's desk; the server refuses it too. */
const notTheirs = async (): Promise<never> => {
  throw new ApiError("forbidden", 403);
};

interface ColleagueApiOptions {
  readonly id: string;
  /** With the colleague's room token. */
  readonly api: Pick<Api, "self" | "renew" | "project" | "units">;
  /** Statuses are for agents: a colleague who is signed in as one may set them as such. */
  readonly asAgent: Pick<Api, "setStatus"> | undefined;
  readonly visits: ColleagueVisits;
}

/** The calls of a colleague's desk, made with the room token. */
export function colleagueApi({ id, api, asAgent, visits }: ColleagueApiOptions): DeskApi {
  return {
    project: api.project,
    units: api.units,
    setStatus: asAgent?.setStatus ?? notTheirs,
    presentation: async () => {
      const { expiresAt } = await api.self(id);
      return { id, room: visits.read(id)?.room ?? "", status: "live", expiresAt };
    },
    token: async () => {
      const renewed = await api.renew(id);
      const kept = visits.read(id);
      if (kept !== undefined) visits.keep(id, { ...kept, token: renewed.token });
      return renewed;
    },
    createPresentation: notTheirs,
    extend: notTheirs,
    end: notTheirs,
  };
}

/** The one presentation that a colleague's desk can have. */
export function colleagueMemory(id: string, visits: ColleagueVisits): PresentingMemory {
  return {
    recall: () => {
      const kept = visits.read(id);
      if (kept === undefined) return undefined;
      const { project, paused } = kept;
      return { id, project, paused, link: undefined, pin: undefined };
    },
    remember: ({ paused }) => {
      const kept = visits.read(id);
      if (kept !== undefined && kept.paused !== paused) visits.keep(id, { ...kept, paused });
    },
    forget: () => visits.forget(id),
  };
}
