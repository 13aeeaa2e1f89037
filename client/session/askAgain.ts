import { ApiError } from "./api.ts";
import { browserClock, type Clock } from "../base/clock.ts";
import { browserPage, type PageSignals } from "../base/pageSignals.ts";

/** Delay between retries. Browsers do not report a network that returns behind a captive portal. */
export const ASK_AGAIN_MS = 2_000;

export interface AskAgainOptions {
  readonly clock: Pick<Clock, "after">;
  readonly page: Pick<PageSignals, "onReturn">;
}

const BROWSER: AskAgainOptions = { clock: browserClock, page: browserPage };

/** Whether the call failed without a response from the server, so that a retry may succeed. */
export const isLost = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "network" || error.code === "unreadable");

/** Calls once: when the network or the page returns, and after 2 s at the latest. Returns a function that cancels. */
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

/** Repeats a call until the server responds. `lost` is called after each failure; `isOver` ends the retries. */
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
