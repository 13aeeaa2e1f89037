import type { RecapResponse } from "../../schema/protocol/api.ts";
import { momentsFor } from "../../schema/history/readable.ts";
import { indexProject, type ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Clock } from "../base/clock.ts";
import type { PageSignals } from "../base/pageSignals.ts";
import type { KeyValueStorage } from "../base/storage.ts";
import { createStore, type Store } from "../base/store.ts";
import type { EarlierJoins } from "../join/earlierJoins.ts";
import type { Invitation } from "../join/link.ts";
import { readProblem, type CallProblem, type Refusal } from "../join/refusal.ts";
import { openRetryRequests } from "../join/retryRequests.ts";
import type { RecapApi } from "./recapApi.ts";

export interface OpenRecap {
  readonly recap: RecapResponse;
  /** The development as it is now. */
  readonly index: ProjectIndex;
  /** Whether the agent may see this reader's openings. */
  readonly isCounted: boolean;
  /** The homes that the reader likes now. */
  readonly likes: readonly string[];
  /** The home whose like the server refused. */
  readonly unsentHeart: string | undefined;
  /** How far the wish to be forgotten has come. */
  readonly forgetting: "no" | "busy" | "failed" | "done";
}

type RecapState =
  | { readonly kind: "opening"; readonly offline: boolean }
  | {
      readonly kind: "pin";
      readonly wrong: boolean;
      readonly busy: boolean;
      readonly offline: boolean;
    }
  | ({ readonly kind: "open" } & OpenRecap)
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** A recap from its link to its page. */
export interface RecapFlow {
  /** The presentation's; empty for an address that is no whole link. */
  readonly id: string;
  readonly state: Store<RecapState>;
  /** Also the answer to "try again". */
  readonly look: () => Promise<void>;
  readonly enterPin: (pin: string) => Promise<void>;
  /** Whether the agent may see openings by this device. */
  readonly setCounted: (isCounted: boolean) => Promise<void>;
  /** Shown at once, and taken back if the server refuses it. */
  readonly setHeart: (unit: string, liked: boolean) => Promise<void>;
  readonly forget: () => Promise<void>;
}

export interface RecapFlowOptions {
  /** `undefined`: the address is no whole link. */
  readonly invitation: Invitation | undefined;
  readonly api: RecapApi;
  /** The buyer's token stored on this device. */
  readonly earlierJoins: Pick<EarlierJoins, "tokenOf" | "forget">;
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
  readonly page: Pick<PageSignals, "onReturn">;
}

const countedKey = (id: string) => `offplan.recap.counted.${id}`;

/** What stays of a recap when its reader was forgotten. */
const withoutReader = ({ reader, ...recap }: RecapResponse): RecapResponse => ({
  ...recap,
  likes: [],
  mayLike: false,
  moments: momentsFor(
    undefined,
    recap.moments.filter(({ by }) => by === undefined || by !== reader),
  ),
});

export function openRecapFlow(options: RecapFlowOptions): RecapFlow {
  const { invitation, api, earlierJoins, storage, clock, page } = options;
  const id = invitation?.id ?? "";
  const state = createStore<RecapState>({ kind: "opening", offline: false });
  let pin: string | undefined;

  const { begin, isLatest, ask } = openRetryRequests({
    clock,
    page,
    said: (offline) => {
      const now = state.get();
      if (now.kind === "opening" || now.kind === "pin") state.set({ ...now, offline });
    },
  });

  const refuse = (refusal: Refusal) => state.set({ kind: "refused", refusal });

  function meet(problem: CallProblem): void {
    const read = readProblem(problem, clock.now());
    if (read.kind === "wrong_pin") {
      state.set({ kind: "pin", wrong: pin !== undefined, busy: false, offline: false });
    } else refuse(read.kind === "page" ? read.refusal : { kind: "wrong_link" });
  }

  const requestOf = (secret: string, isCounted: boolean) => {
    const token = earlierJoins.tokenOf(id, "");
    return {
      secret,
      ...(pin !== undefined && { pin }),
      ...(token !== undefined && { token }),
      ...(isCounted && { isCounted }),
    };
  };

  async function open(): Promise<void> {
    if (invitation === undefined) return refuse({ kind: "wrong_link" });
    const mine = begin();
    const isCounted = storage.getItem(countedKey(id)) !== null;
    const opened = await ask(mine, () => api.open(id, requestOf(invitation.secret, isCounted)));
    if (!isLatest(mine)) return;
    if (!opened.ok) return meet(opened.problem);
    const recap = opened.value;
    const project = await ask(mine, () => api.project(recap.project, recap.token));
    if (!isLatest(mine)) return;
    if (!project.ok) return meet(project.problem);
    state.set({
      kind: "open",
      recap,
      index: indexProject(project.value),
      isCounted,
      likes: recap.likes,
      unsentHeart: undefined,
      forgetting: "no",
    });
  }

  function change(next: Partial<OpenRecap>): void {
    const now = state.get();
    if (now.kind === "open") state.set({ ...now, ...next });
  }

  function showHeart(unit: string, liked: boolean, unsentHeart: string | undefined): void {
    const now = state.get();
    if (now.kind !== "open") return;
    const others = now.likes.filter((other) => other !== unit);
    change({ likes: liked ? [...others, unit] : others, unsentHeart });
  }

  return {
    id,
    state,
    look: () => {
      state.set({ kind: "opening", offline: false });
      return open();
    },
    enterPin: async (typed) => {
      const now = state.get();
      if (now.kind !== "pin" || now.busy) return;
      pin = typed;
      state.set({ ...now, busy: true, wrong: false });
      await open();
    },
    setCounted: async (isCounted) => {
      if (invitation === undefined) return;
      change({ isCounted });
      if (!isCounted) return storage.removeItem(countedKey(id));
      storage.setItem(countedKey(id), "1");
      const told = await api.open(id, requestOf(invitation.secret, true));
      if (told.ok) return;
      storage.removeItem(countedKey(id));
      change({ isCounted: false });
    },
    setHeart: async (unit, liked) => {
      const now = state.get();
      if (now.kind !== "open") return;
      showHeart(unit, liked, undefined);
      const sent = await api.setHeart(id, unit, liked, now.recap.token);
      if (!sent.ok) showHeart(unit, !liked, unit);
    },
    forget: async () => {
      const now = state.get();
      if (now.kind !== "open" || now.forgetting === "busy") return;
      change({ forgetting: "busy" });
      const forgotten = await api.forget(id, now.recap.token);
      if (!forgotten.ok) return change({ forgetting: "failed" });
      earlierJoins.forget(id);
      storage.removeItem(countedKey(id));
      change({ forgetting: "done", isCounted: false, likes: [], recap: withoutReader(now.recap) });
    },
  };
}
