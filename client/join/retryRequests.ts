import type { Result } from "../../schema/values/result.ts";
import type { Clock } from "../base/clock.ts";
import type { PageSignals } from "../base/pageSignals.ts";
import { readProblem, type CallProblem } from "./refusal.ts";

/** Delay between retries. Browsers do not report a network that returns behind a captive portal. */
export const ASK_AGAIN_MS = 2_000;
/** A request that takes longer is reported as offline, and goes on. */
export const PATIENCE_MS = 5_000;

export interface RetryRequestsOptions {
  readonly clock: Clock;
  readonly page: Pick<PageSignals, "onReturn">;
  /** Reports whether the current request lacks a network. */
  readonly said: (offline: boolean) => void;
}

/** Questions to the server, of which only the latest counts. */
export interface RetryRequests {
  /** Drops the requests under way. Returns the turn of the following ones. */
  readonly begin: () => number;
  readonly isLatest: (turn: number) => boolean;
  /** Repeats a request until the server answers it. */
  readonly ask: <Value>(
    turn: number,
    question: () => Promise<Result<Value, CallProblem>>,
  ) => Promise<Result<Value, CallProblem>>;
}

export function openRetryRequests({ clock, page, said }: RetryRequestsOptions): RetryRequests {
  let latest = 0;
  let stopWaiting = () => {};
  const isLatest = (turn: number) => turn === latest;

  const waitForNetwork = (): Promise<void> =>
    new Promise((resolve) => {
      const go = () => {
        cancel();
        stopListening();
        resolve();
      };
      const cancel = clock.after(ASK_AGAIN_MS, go);
      const stopListening = page.onReturn(go);
      stopWaiting = go;
    });

  async function ask<Value>(
    turn: number,
    question: () => Promise<Result<Value, CallProblem>>,
  ): Promise<Result<Value, CallProblem>> {
    const stayPatient = clock.after(PATIENCE_MS, () => isLatest(turn) && said(true));
    const answer = await question();
    stayPatient();
    if (!isLatest(turn)) return answer;
    const lost = !answer.ok && readProblem(answer.problem, clock.now()).kind === "no_network";
    said(lost);
    if (!lost) return answer;
    await waitForNetwork();
    return isLatest(turn) ? ask(turn, question) : answer;
  }

  return {
    begin: () => {
      stopWaiting();
      latest += 1;
      return latest;
    },
    isLatest,
    ask,
  };
}
