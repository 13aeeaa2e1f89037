import type { Clock } from "./clock.ts";
import type { PageSignals } from "./pageSignals.ts";

export interface PollOptions {
  readonly clock: Pick<Clock, "after">;
  readonly page: PageSignals;
  readonly periodMs: number;
  /** The first answer is known: polling starts after `periodMs`. */
  readonly isFresh?: boolean;
  /** Must not reject. */
  readonly ask: () => Promise<void>;
}

/**
 * Polls now, unless `isFresh`, then `periodMs` after each response, and at once when the page or the network returns.
 * Paused while the page is hidden. Returns a function that stops.
 */
export function openPoll({ clock, page, periodMs, isFresh = false, ask }: PollOptions): () => void {
  let cancel = () => {};
  let stopped = false;
  let asking = false;
  const turn = async () => {
    if (asking || stopped) return;
    cancel();
    asking = true;
    await ask();
    asking = false;
    plan();
  };
  const plan = () => {
    if (stopped) return;
    cancel = clock.after(periodMs, () => {
      if (page.isHidden()) plan();
      else void turn();
    });
  };
  const stopVisibility = page.onVisibility(() => {
    if (!page.isHidden()) void turn();
  });
  const stopReturn = page.onReturn(() => void turn());
  if (isFresh) plan();
  else void turn();
  return () => {
    stopped = true;
    cancel();
    stopVisibility();
    stopReturn();
  };
}
