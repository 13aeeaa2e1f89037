import type { ColleaguePreviewResponse } from "../../../schema/protocol/api.ts";
import { ApiError, type Api } from "../../session/api.ts";
import { askUntilAnswered, type AskAgainOptions } from "../../session/askAgain.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { ColleagueLink } from "./colleagueLink.ts";
import type { ColleagueVisit, ColleagueVisits } from "./keptColleagueVisit.ts";
import { isLast, refusalOf, type ColleagueRefusal } from "./colleagueRefusal.ts";

/** The steps of a colleague's joining. */
export type JoinFlowState =
  | { readonly kind: "looking" }
  | {
      readonly kind: "door";
      readonly preview: ColleaguePreviewResponse;
      readonly joining: boolean;
      /** The last request failed for lack of a network and is being retried. */
      readonly offline: boolean;
    }
  | { readonly kind: "in"; readonly visit: ColleagueVisit }
  | {
      readonly kind: "refused";
      readonly refusal: ColleagueRefusal;
      /** The inviting agent's name, if known. */
      readonly presenter: string | undefined;
    }
  | { readonly kind: "left" };

/** Joining and leaving for a colleague. Only `join`, called by a press, takes a place among the presenters. */
export interface ColleagueJoinFlow {
  readonly state: Store<JoinFlowState>;
  /** Loads the preview, or resumes this device's visit. Also used for "try again". */
  readonly look: () => Promise<void>;
  readonly join: (name: string) => Promise<void>;
  /** The refusal of the room. */
  readonly refuse: (refusal: ColleagueRefusal) => void;
  readonly leave: () => void;
}

interface JoinFlowOptions {
  readonly link: ColleagueLink;
  readonly api: Pick<Api, "previewAsColleague" | "joinAsColleague" | "self" | "renew">;
  readonly visits: ColleagueVisits;
  /** The browser's own by default. */
  readonly waiting?: AskAgainOptions;
}

export function openColleagueJoinFlow(options: JoinFlowOptions): ColleagueJoinFlow {
  const { link, api, visits, waiting } = options;
  const { id, secret } = link;
  const state = createStore<JoinFlowState>({ kind: "looking" });
  let presenter = visits.read(id)?.presenter;
  let turn = 0;

  function refuse(refusal: ColleagueRefusal): void {
    if (isLast(refusal)) visits.forget(id);
    state.set({ kind: "refused", refusal, presenter });
  }

  /** Repeats a request until it is answered; meanwhile the presentation is shown as unreachable. */
  const untilAnswered = <Value>(mine: number, ask: () => Promise<Value>): Promise<Value> =>
    askUntilAnswered(
      ask,
      () => mine === turn && refuse("unreachable"),
      () => mine !== turn,
      waiting,
    );

  function enter(visit: ColleagueVisit): void {
    presenter = visit.presenter;
    visits.keep(id, visit);
    state.set({ kind: "in", visit });
  }

  /** Resumes a visit. Its token may have expired before the presentation was extended, and is then renewed. */
  async function comeBack(kept: ColleagueVisit): Promise<ColleagueVisit> {
    try {
      const { expiresAt } = await api.self(id);
      return { ...kept, expiresAtMs: Date.parse(expiresAt) };
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "unauthorized")) throw error;
      const { token, room, expiresAt } = await api.renew(id);
      return { ...kept, token, room, expiresAtMs: Date.parse(expiresAt) };
    }
  }

  async function resume(mine: number): Promise<"done" | "to-the-door"> {
    const kept = visits.read(id);
    if (kept === undefined) return "to-the-door";
    try {
      const visit = await untilAnswered(mine, () => comeBack(kept));
      if (mine === turn) enter(visit);
    } catch (error) {
      if (mine !== turn) return "done";
      const refusal = refusalOf(error);
      const another = refusal === "withdrawn" || refusal === "wrong_link";
      // There may be a newer invitation, and this may be its link.
      if (!another || secret === undefined) refuse(refusal);
      else visits.forget(id);
      return another && secret !== undefined ? "to-the-door" : "done";
    }
    return "done";
  }

  async function look(): Promise<void> {
    turn += 1;
    const mine = turn;
    state.set({ kind: "looking" });
    if ((await resume(mine)) === "done" || mine !== turn) return;
    if (secret === undefined) return refuse("wrong_link");
    try {
      const preview = await untilAnswered(mine, () => api.previewAsColleague(id, secret));
      if (mine !== turn) return;
      presenter = preview.presenter.name;
      state.set({ kind: "door", preview, joining: false, offline: false });
    } catch (error) {
      if (mine === turn) refuse(refusalOf(error));
    }
  }

  async function join(name: string): Promise<void> {
    const door = state.get();
    if (secret === undefined || door.kind !== "door" || door.joining) return;
    turn += 1;
    const mine = turn;
    state.set({ ...door, joining: true, offline: false });
    try {
      const joined = await askUntilAnswered(
        () => api.joinAsColleague(id, { secret, name }),
        () => mine === turn && state.set({ ...door, joining: true, offline: true }),
        () => mine !== turn,
        waiting,
      );
      if (mine !== turn) return;
      enter({
        token: joined.token,
        room: joined.room,
        project: joined.project,
        name,
        presenter: joined.presenter.name,
        expiresAtMs: Date.parse(joined.expiresAt),
        paused: false,
      });
    } catch (error) {
      if (mine === turn) refuse(refusalOf(error));
    }
  }

  return {
    state,
    look,
    join,
    refuse: (refusal) => {
      turn += 1;
      refuse(refusal);
    },
    leave: () => {
      turn += 1;
      visits.forget(id);
      state.set({ kind: "left" });
    },
  };
}
