import type { RecapResponse } from "../../../schema/protocol/api.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import { indexProject, type ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { Clock } from "../../base/clock.ts";
import type { PageSignals } from "../../base/pageSignals.ts";
import type { KeyValueStorage } from "../../base/storage.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { EarlierJoins } from "../../join/earlierJoins.ts";
import type { Invitation } from "../../join/link.ts";
import { readProblem, type CallProblem, type Refusal } from "../../join/refusal.ts";
import { openRetryRequests } from "../../join/retryRequests.ts";
import type { RecapApi } from "./recapApi.ts";
import { countedKey, recapRequest } from "./recapRequest.ts";

export interface OpenRecap {
  readonly recap: RecapResponse;
  /** The development as it is now, with the recap's homes alone. */
  readonly index: ProjectIndex;
  /** Whether the agent may see this reader's openings. */
  readonly isCounted: boolean;
  /** The homes that the reader likes now. */
  readonly likes: readonly string[];
  /** The home whose like the server refused. */
  readonly unsentHeart: string | undefined;
  /** State of the request to be forgotten. */
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

/** The data of a replay. */
export interface ReplaySource {
  readonly moments: readonly Moment[];
  /** The whole development as it is now. */
  readonly index: ProjectIndex;
}

/** A recap from its link to its page. */
export interface RecapFlow {
  /** The presentation's; empty if the link is incomplete. */
  readonly id: string;
  readonly state: Store<RecapState>;
  /** Loads the recap. Also used for "try again". */
  readonly look: () => Promise<void>;
  readonly enterPin: (pin: string) => Promise<void>;
  /** Whether the agent may see openings by this device. */
  readonly setCounted: (isCounted: boolean) => Promise<void>;
  /** Shown at once, and taken back if the server refuses it. */
  readonly setHeart: (unit: string, liked: boolean) => Promise<void>;
  readonly forget: () => Promise<void>;
  /** Loads the replay's data, which the page itself does not need. Rejects if a call fails. */
  readonly readReplay: () => Promise<ReplaySource>;
}

export interface RecapFlowOptions {
  /** `undefined`: the link is incomplete. */
  readonly invitation: Invitation | undefined;
  readonly api: RecapApi;
  /** The buyer's token stored on this device. */
  readonly earlierJoins: Pick<EarlierJoins, "tokenOf" | "forget">;
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
  readonly page: Pick<PageSignals, "onReturn">;
}

/** A recap without its forgotten reader, shown until the server has answered with the rest. */
const withoutReader = ({ reader: _reader, ...recap }: RecapResponse): RecapResponse => ({
  ...recap,
  likes: [],
  mayLike: false,
  homes: recap.homes.filter(({ reason }) => reason !== "liked"),
});

export function openRecapFlow(options: RecapFlowOptions): RecapFlow {
  const { invitation, api, earlierJoins, storage, clock, page } = options;
  const id = invitation?.id ?? "";
  const state = createStore<RecapState>({ kind: "opening", offline: false });
  const device = { storage, earlierJoins };
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

  /** Asks the server until it answers. `undefined` where another request has taken over. */
  async function read(link: Invitation) {
    const mine = begin();
    const opened = await ask(mine, () => api.open(id, recapRequest(link, device, pin)));
    return isLatest(mine) ? opened : undefined;
  }

  async function open(): Promise<void> {
    if (invitation === undefined) return refuse({ kind: "wrong_link" });
    const opened = await read(invitation);
    if (opened === undefined) return;
    if (!opened.ok) return meet(opened.problem);
    const recap = opened.value;
    state.set({
      kind: "open",
      recap,
      index: indexProject(recap.development),
      isCounted: storage.getItem(countedKey(id)) !== null,
      likes: recap.likes,
      unsentHeart: undefined,
      forgetting: "no",
    });
  }

  /** Loads the recap again and shows what is left of it. */
  async function openAgain(): Promise<void> {
    const opened = invitation && (await read(invitation));
    if (opened === undefined) return;
    if (!opened.ok) return meet(opened.problem);
    const recap = opened.value;
    change({ recap, index: indexProject(recap.development), likes: recap.likes });
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
      const told = await api.open(id, recapRequest(invitation, device, pin));
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
      await openAgain();
    },
    readReplay: async () => {
      const now = state.get();
      if (now.kind !== "open") throw new Error("the recap is not open");
      const { token, project } = now.recap;
      const [history, whole] = await Promise.all([
        api.history(id, token),
        api.project(project, token),
      ]);
      if (!history.ok || !whole.ok) throw new Error("the replay could not be read");
      return { moments: history.value, index: indexProject(whole.value) };
    },
  };
}
