import { indexProject, type ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { Clock } from "../../../base/clock.ts";
import type { PageSignals } from "../../../base/pageSignals.ts";
import { pollUnits } from "../../../session/pollUnits.ts";
import { createStore, type Store } from "../../../base/store.ts";
import { openPoll } from "../../../base/poll.ts";
import type { BuyerApi } from "../../buyerApi.ts";

const RETRY_MS = 2000;

export interface ProjectFeed {
  /** `undefined` until the project is here; a change makes a new index. */
  readonly index: Store<ProjectIndex | undefined>;
  /** Checks for changes at once. Never rejects. */
  readonly refresh: () => Promise<void>;
  /** Idempotent. */
  close(): void;
}

export interface ProjectFeedOptions {
  readonly api: Pick<BuyerApi, "project" | "units">;
  readonly project: string;
  /** Read at each call: a token may be renewed meanwhile. */
  readonly token: () => string;
  readonly clock: Clock;
  readonly page: PageSignals;
}

/** Loads the project, retrying until it succeeds, and keeps its statuses and prices up to date. */
export function openProjectFeed(options: ProjectFeedOptions): ProjectFeed {
  const { api, clock, page, project, token } = options;
  const index = createStore<ProjectIndex | undefined>(undefined);
  let closed = false;
  let stopUnits = () => {};
  let refresh = async () => {};
  const load = async () => {
    const answer = await api.project(project, token());
    if (!answer.ok || closed) return;
    stopLoading();
    const first = indexProject(answer.value);
    const units = pollUnits({ index: first, api: api.units(token), clock, page });
    const unfollow = units.index.subscribe(() => index.set(units.index.get()));
    refresh = () => units.refresh();
    stopUnits = () => {
      unfollow();
      units.close();
    };
    index.set(first);
  };
  const stopLoading = openPoll({ clock, page, periodMs: RETRY_MS, ask: load });
  return {
    index,
    refresh: () => refresh(),
    close: () => {
      closed = true;
      stopLoading();
      stopUnits();
    },
  };
}
