import { isOurs } from "../../element/messages.ts";
import type { Clock } from "../../base/clock.ts";
import type { PageSignals } from "../../base/pageSignals.ts";
import { createStore, type Store } from "../../base/store.ts";

/** A page that neither speaks nor loads within this time counts as failed. */
export const ANSWERS_WITHIN_MS = 10_000;

interface FramedState {
  /** `failed`: a retry is offered, and a page that comes late is still shown. */
  readonly phase: "loading" | "shown" | "failed";
  /** Changes with each retry, which needs a new frame. */
  readonly attempt: number;
}

/** An embedder's page in a frame, of which the browser reports only that something was loaded. */
export interface FramedPage {
  readonly state: Store<FramedState>;
  /** The frame's `load` event, which browsers also report for their own error pages. */
  readonly loaded: () => void;
  /** A message of the frame's window: `{offplan: 1, type: "ready"}` shows the page. */
  readonly heard: (message: unknown) => void;
  readonly retry: () => void;
  readonly close: () => void;
}

export interface FramedPageOptions {
  readonly clock: Pick<Clock, "after">;
  readonly signals: Pick<PageSignals, "onReturn">;
  /** Resolves to whether the page's server answers. */
  readonly probe: () => Promise<boolean>;
}

export function openFramedPage({ clock, signals, probe }: FramedPageOptions): FramedPage {
  const state = createStore<FramedState>({ phase: "loading", attempt: 1 });
  let isClosed = false;
  let cancel: (() => void) | undefined;

  const enter = (phase: FramedState["phase"]): void => {
    cancel?.();
    cancel = undefined;
    if (!isClosed && state.get().phase !== phase) state.set({ ...state.get(), phase });
  };
  const begin = (): void => {
    cancel?.();
    cancel = clock.after(ANSWERS_WITHIN_MS, () => enter("failed"));
  };
  const retry = (): void => {
    state.set({ phase: "loading", attempt: state.get().attempt + 1 });
    begin();
  };
  const judge = async (attempt: number): Promise<void> => {
    const answers = await probe();
    const now = state.get();
    if (now.attempt === attempt && now.phase !== "shown") enter(answers ? "shown" : "failed");
  };
  const stop = signals.onReturn(() => {
    if (state.get().phase === "failed") retry();
  });
  begin();

  return {
    state,
    loaded: () => {
      const { phase, attempt } = state.get();
      if (phase !== "shown") void judge(attempt);
    },
    heard: (message) => {
      if (isOurs(message) && message.type === "ready") enter("shown");
    },
    retry,
    close: () => {
      isClosed = true;
      cancel?.();
      stop();
    },
  };
}
