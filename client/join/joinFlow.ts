import type { PreviewResponse } from "../../schema/protocol/api.ts";
import { PROBLEM_STATUS } from "../../schema/protocol/problems.ts";
import { succeed, type Result } from "../../schema/values/result.ts";
import { ApiError } from "../session/api.ts";
import type { Clock } from "../base/clock.ts";
import type { PageSignals } from "../base/pageSignals.ts";
import { createStore, type Store } from "../base/store.ts";
import type { EarlierJoins } from "./earlierJoins.ts";
import type { Invitation } from "./link.ts";
import type { JoinApi } from "./joinApi.ts";
import { openRetryRequests } from "./retryRequests.ts";
import {
  readProblem,
  type CallProblem,
  type DoorProblem,
  type Refusal,
  type RefusalKind,
} from "./refusal.ts";
import type { Visit, Visits } from "./keptVisit.ts";

interface Asking {
  /** The button was pressed. */
  readonly joining: boolean;
  /** The last request failed for lack of a network and is being retried. */
  readonly offline: boolean;
}

/** The steps of joining. */
export type JoinFlowState =
  /** Loading the preview. `atDoor`: the join form is shown meanwhile and may be submitted already. */
  | ({ readonly kind: "looking"; readonly atDoor: boolean } & Asking)
  | ({
      readonly kind: "door";
      readonly preview: PreviewResponse;
      readonly wrongPin: boolean;
    } & Asking)
  | { readonly kind: "joined"; readonly visit: Visit }
  | {
      readonly kind: "refused";
      readonly refusal: Refusal;
      readonly preview: PreviewResponse | undefined;
    }
  | { readonly kind: "left"; readonly preview: PreviewResponse };

export interface JoinAnswers {
  readonly name: string;
  /** Empty if the presentation has none. */
  readonly pin: string;
  /** The buyer asked not to be recorded. */
  readonly withoutPart?: boolean;
}

/**
 * Joining and leaving a viewing. Only `join`, called by the buyer's tap, consumes a seat: link previews and reloads do
 * not.
 */
export interface JoinFlow {
  readonly state: Store<JoinFlowState>;
  /** Loads the preview, or resumes this tab's visit. Also used for "try again". */
  readonly look: () => Promise<void>;
  readonly join: (answers: JoinAnswers) => Promise<void>;
  /** A new token for the current visit; rejects with an `ApiError` when the server refuses. */
  readonly renewToken: () => Promise<string>;
  /** Handles a problem that the room or a poll met after joining. */
  readonly fail: (problem: DoorProblem) => void;
  readonly leave: () => void;
}

export interface JoinFlowOptions {
  /** `undefined`: the link is incomplete. */
  readonly invitation: Invitation | undefined;
  readonly api: JoinApi;
  readonly visits: Visits;
  readonly earlierJoins: EarlierJoins;
  readonly clock: Clock;
  readonly page: Pick<PageSignals, "onReturn">;
}

/** Refusals after which this tab's token is of no use. */
const FINAL: ReadonlySet<RefusalKind> = new Set(["ended", "expired", "withdrawn", "wrong_link"]);
/** After other refusals this device still identifies the buyer to a recap. */
const NEVER_AGAIN: ReadonlySet<RefusalKind> = new Set(["withdrawn", "wrong_link"]);

function apiError({ code, retryAfterSeconds }: CallProblem): ApiError {
  const answered = code !== "network" && code !== "unreadable";
  return new ApiError(code, answered ? PROBLEM_STATUS[code] : 0, retryAfterSeconds);
}

export function openJoinFlow(options: JoinFlowOptions): JoinFlow {
  const { invitation, api, visits, earlierJoins, clock, page } = options;
  const id = invitation?.id ?? "";
  let preview = visits.read(id)?.preview;
  const state = createStore<JoinFlowState>({
    kind: "looking",
    atDoor: invitation !== undefined && preview === undefined,
    joining: false,
    offline: false,
  });
  /** A form submitted before the preview arrived. */
  let early: JoinAnswers | undefined;

  const { begin, isLatest, ask } = openRetryRequests({
    clock,
    page,
    said: (offline) => {
      const asking = state.get();
      if (asking.kind === "looking" || asking.kind === "door") state.set({ ...asking, offline });
    },
  });

  const refuse = (refusal: Refusal) => {
    if (FINAL.has(refusal.kind)) visits.forget(id);
    if (NEVER_AGAIN.has(refusal.kind)) earlierJoins.forget(id);
    state.set({ kind: "refused", refusal, preview });
  };
  const read = (problem: CallProblem) => readProblem(problem, clock.now());

  function enter(visit: Visit): void {
    visits.keep(id, visit);
    state.set({ kind: "joined", visit });
  }

  async function renew(visit: Visit): Promise<Result<Visit, CallProblem>> {
    const renewed = await api.renew(id, visit.token);
    if (!renewed.ok) return renewed;
    const { token, room, expiresAt } = renewed.value;
    return succeed({ ...visit, token, room, expiresAtMs: Date.parse(expiresAt) });
  }

  async function resume(visit: Visit, mine: number): Promise<Visit | DoorProblem> {
    const self = await ask(mine, () => api.self(id, visit.token));
    if (self.ok) return { ...visit, expiresAtMs: Date.parse(self.value.expiresAt) };
    const problem = read(self.problem);
    if (problem.kind !== "token_spent") return problem;
    const renewed = await ask(mine, () => renew(visit));
    return renewed.ok ? renewed.value : read(renewed.problem);
  }

  async function showDoor(secret: string, mine: number): Promise<void> {
    const answer = await ask(mine, () => api.preview(id, secret));
    if (!isLatest(mine)) return;
    if (answer.ok) {
      preview = answer.value;
      state.set({ kind: "door", preview, joining: false, wrongPin: false, offline: false });
      const answers = early;
      early = undefined;
      return answers === undefined || preview.pin ? undefined : join(answers);
    }
    early = undefined;
    const problem = read(answer.problem);
    refuse(problem.kind === "page" ? problem.refusal : { kind: "wrong_link" });
  }

  async function look(): Promise<void> {
    const mine = begin();
    const kept = visits.read(id);
    if (invitation === undefined) return refuse({ kind: "wrong_link" });
    if (state.get().kind !== "looking") {
      state.set({ kind: "looking", atDoor: false, joining: false, offline: false });
    }
    if (kept !== undefined) {
      const resumed = await resume(kept, mine);
      if (!isLatest(mine)) return;
      if ("token" in resumed) return enter(resumed);
      if (resumed.kind === "page") return refuse(resumed.refusal);
      visits.forget(id);
    }
    await showDoor(invitation.secret, mine);
  }

  async function join({ name: typed, pin, withoutPart = false }: JoinAnswers): Promise<void> {
    const door = state.get();
    if (door.kind === "looking" && door.atDoor) {
      early = { name: typed, pin, withoutPart };
      return state.set({ ...door, joining: true });
    }
    if (invitation === undefined || door.kind !== "door" || door.joining) return;
    const mine = begin();
    state.set({ ...door, joining: true, wrongPin: false });
    const name = typed.trim();
    // An earlier visit was recorded; continuing it would record this one too.
    const earlier = withoutPart ? undefined : earlierJoins.tokenOf(id, name);
    const details = {
      secret: invitation.secret,
      ...(name !== "" && { name }),
      ...(door.preview.pin && { pin }),
      ...(earlier !== undefined && { token: earlier }),
      ...(withoutPart && { withoutPart }),
    };
    const answer = await ask(mine, () => api.join(id, details));
    if (!isLatest(mine)) return;
    if (answer.ok) {
      const { token, room, expiresAt } = answer.value;
      if (!withoutPart) earlierJoins.keep(id, name, token);
      return enter({
        token,
        room,
        expiresAtMs: Date.parse(expiresAt),
        preview: door.preview,
        ...(withoutPart && { withoutPart }),
      });
    }
    const problem = read(answer.problem);
    if (problem.kind === "page") return refuse(problem.refusal);
    if (problem.kind === "wrong_pin") return state.set({ ...door, joining: false, wrongPin: true });
    refuse({ kind: "wrong_link" });
  }

  return {
    state,
    look,
    join,
    renewToken: async () => {
      const joined = state.get();
      if (joined.kind !== "joined") throw apiError({ code: "unauthorized" });
      const renewed = await renew(visits.read(id) ?? joined.visit);
      if (!renewed.ok) throw apiError(renewed.problem);
      visits.keep(id, renewed.value);
      return renewed.value.token;
    },
    fail: (problem) => {
      if (state.get().kind !== "joined") return;
      if (problem.kind === "page") refuse(problem.refusal);
      else void look();
    },
    leave: () => {
      const joined = state.get();
      if (joined.kind !== "joined") return;
      begin();
      visits.forget(id);
      state.set({ kind: "left", preview: joined.visit.preview });
    },
  };
}
