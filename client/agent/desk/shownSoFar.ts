import { equalJson } from "../../../schema/values/equalJson.ts";
import { dwellOf } from "../../../schema/history/dwell.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import { homesOf, type PresentationState } from "../../../schema/presentation/presentation.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { PresentingState } from "./presenting.ts";

/** Homes shown in the open presentation so far. */
export interface ShownSoFar {
  /** Views and pauses, in order; empty without a presentation. */
  readonly moments: Store<readonly Moment[]>;
  /** Idempotent. */
  close(): void;
}

export interface ShownSoFarOptions {
  readonly presenting: Store<PresentingState>;
  /** A presentation's history, for views from before this desk opened. Colleagues cannot read it. */
  readonly listMoments: ((id: string) => Promise<readonly Moment[]>) | undefined;
  /** The server's time, in ms since the epoch. */
  readonly now: () => number;
}

type Content =
  | { readonly kind: "view"; readonly view: PresentationState["view"] }
  | { readonly kind: "paused" }
  | { readonly kind: "resumed" };

export function openShownSoFar({ presenting, listMoments, now }: ShownSoFarOptions): ShownSoFar {
  const moments = createStore<readonly Moment[]>([]);
  let shown: PresentationState["view"] | undefined;
  let id: string | undefined;
  let isPaused = false;
  let session: unknown;
  let stopSession = () => {};

  const add = (content: Content): void => {
    const before = moments.get();
    const at = Math.max(now(), before.at(-1)?.at ?? 0);
    moments.set([...before, { ...content, at, node: "desk", n: before.length }]);
  };

  async function load(presentation: string): Promise<void> {
    const earlier = await listMoments?.(presentation).catch(() => undefined);
    if (earlier === undefined || id !== presentation) return;
    const last = earlier.at(-1)?.at ?? 0;
    moments.set([...earlier, ...moments.get().filter(({ at }) => at > last)]);
  }

  function reset(next: string | undefined): void {
    id = next;
    [shown, isPaused] = [undefined, false];
    moments.set([]);
    if (next !== undefined) void load(next);
  }

  function follow(): void {
    const state = presenting.get();
    const next = state.kind === "idle" ? undefined : state.presented.id;
    if (next !== id) reset(next);
    const current = state.kind === "live" ? state.session : undefined;
    if (current !== session) {
      stopSession();
      session = current;
      const look = () => {
        const view = current?.state.get()?.view;
        if (view === undefined || equalJson(view, shown)) return;
        shown = view;
        add({ kind: "view", view });
      };
      stopSession = current?.state.subscribe(look) ?? (() => {});
      look();
    }
    const pauses = state.kind === "live" && state.paused !== undefined;
    if (id === undefined || state.kind !== "live" || pauses === isPaused) return;
    isPaused = pauses;
    add({ kind: isPaused ? "paused" : "resumed" });
  }

  const stop = presenting.subscribe(follow);
  follow();
  return {
    moments,
    close: () => {
      stop();
      stopSession();
    },
  };
}

/** How long the homes on view have been shown, and which of a shortlist have not been. */
export function shownOf(
  moments: readonly Moment[],
  { view, shortlist }: Pick<PresentationState, "view" | "shortlist">,
  nowMs: number,
): { readonly homes: readonly string[]; readonly ms: number; readonly unshown: readonly string[] } {
  const times = new Map(dwellOf(moments, nowMs).map(({ unit, shownMs }) => [unit, shownMs]));
  const homes = homesOf(view);
  return {
    homes,
    ms: Math.max(0, ...homes.map((unit) => times.get(unit) ?? 0)),
    unshown: shortlist.filter((unit) => !homes.includes(unit) && !times.has(unit)),
  };
}
