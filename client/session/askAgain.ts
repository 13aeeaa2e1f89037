import { ApiError } from "./api.ts";
import { browserClock, type Clock } from "../base/clock.ts";
import { browserPage, type PageSignals } from "../base/pageSignals.ts";

const ASK_AGAIN_MS = 2_000;

export interface AskAgainOptions {
  readonly clock: Pick<Clock, "after">;
  readonly page: Pick<PageSignals, "onReturn">;
}

const BROWSER: AskAgainOptions = { clock: browserClock, page: browserPage };

/** Whether no answer of the server came, so that asking again may bring one. */
export const isLost = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "network" || error.code === "unreadable");

/** Calls once: when the network or the page returns, and after 2 s at the latest. Returns the way to stop. */
export function whenBack(call: () => void, { clock, page }: AskAgainOptions = BROWSER): () => void {
  const stop = () => {
    cancel();
    stopReturn();
  };
  const go = () => {
    stop();
    call();
  };
  const cancel = clock.after(ASK_AGAIN_MS, go);
  const stopReturn = page.onReturn(go);
  return stop;
}

/** Asks until there is an answer. `lost` is called after each question without one; `isOver` ends the asking. */
export async function askUntilAnswered<Value>(
  ask: () => Promise<Value>,
  lost: (error: unknown) => void,
  isOver: () => boolean,
  options: AskAgainOptions = BROWSER,
): Promise<Value> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isLost(error) || isOver()) throw error;
      lost(error);
      await new Promise<void>((resolve) => void whenBack(resolve, options));
      if (isOver()) throw error;
    }
  }
}
