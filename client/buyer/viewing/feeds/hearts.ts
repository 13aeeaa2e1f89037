import type { Clock } from "../../../base/clock.ts";
import type { PageSignals } from "../../../base/pageSignals.ts";
import { createStore, type Store } from "../../../base/store.ts";
import { openPoll } from "../../../base/poll.ts";
import type { BuyerApi } from "../../buyerApi.ts";
import { renewingCall, type RenewableToken } from "./renewingCall.ts";

const RETRY_MS = 2000;
/** How long a failed save is shown. */
const FAILED_MS = 5000;

/** The buyer's likes: shown at once, then saved over HTTP, never in the document. */
export interface HeartsFeed {
  readonly liked: Store<ReadonlySet<string>>;
  /** Whether a change failed within the last `FAILED_MS` and was undone. */
  readonly failed: Store<boolean>;
  readonly set: (unit: string, liked: boolean) => void;
  /** Idempotent. */
  close(): void;
}

export interface HeartsOptions extends RenewableToken {
  readonly api: Pick<BuyerApi, "hearts" | "setHeart">;
  readonly presentation: string;
  readonly clock: Clock;
  readonly page: PageSignals;
}

export function openHearts(options: HeartsOptions): HeartsFeed {
  const { api, clock, page, presentation, token } = options;
  const liked = createStore<ReadonlySet<string>>(new Set());
  const failed = createStore(false);
  /** The server's likes with the changes not yet saved. */
  let kept: ReadonlySet<string> = new Set();
  const wanted = new Map<string, boolean>();
  const sending = new Set<string>();
  let cancelFailed = () => {};
  let closed = false;

  function show(): void {
    const next = new Set(kept);
    for (const [unit, isLiked] of wanted) {
      if (isLiked) next.add(unit);
      else next.delete(unit);
    }
    liked.set(next);
  }

  function keep(unit: string, isLiked: boolean): void {
    const next = new Set(kept);
    if (isLiked) next.add(unit);
    else next.delete(unit);
    kept = next;
  }

  function fail(unit: string): void {
    wanted.delete(unit);
    cancelFailed();
    failed.set(true);
    cancelFailed = clock.after(FAILED_MS, () => failed.set(false));
  }

  async function attempt(unit: string, isLiked: boolean): Promise<boolean> {
    const answer = await renewingCall(options, (current) =>
      api.setHeart(presentation, unit, isLiked, current),
    );
    return answer.ok;
  }

  /** One request per home at a time; a change made meanwhile is sent afterwards if it still differs. */
  async function send(unit: string): Promise<void> {
    if (sending.has(unit)) return;
    sending.add(unit);
    for (;;) {
      const isLiked = wanted.get(unit);
      if (closed || isLiked === undefined || isLiked === kept.has(unit)) break;
      if (await attempt(unit, isLiked)) keep(unit, isLiked);
      else fail(unit);
    }
    sending.delete(unit);
    wanted.delete(unit);
    if (!closed) show();
  }

  async function load(): Promise<void> {
    const answer = await api.hearts(presentation, token());
    if (!answer.ok || closed) return;
    stopLoading();
    kept = new Set(answer.value);
    show();
  }
  const stopLoading = openPoll({ clock, page, periodMs: RETRY_MS, ask: load });

  return {
    liked,
    failed,
    set: (unit, isLiked) => {
      cancelFailed();
      failed.set(false);
      wanted.set(unit, isLiked);
      show();
      void send(unit);
    },
    close: () => {
      closed = true;
      cancelFailed();
      stopLoading();
    },
  };
}
