import type { Result } from "../../schema/values/result.ts";
import type { Clock } from "../base/clock.ts";
import type { PageSignals } from "../base/pageSignals.ts";
import { whenBack } from "../session/askAgain.ts";
import { readProblem, type CallProblem } from "./refusal.ts";

/** A longer request is reported as offline, and continues. */
export const PATIENCE_MS = 5_000;

export interface RetryRequestsOptions {
  readonly clock: Clock;
  readonly page: Pick<PageSignals, "onReturn">;
  /** Reports whether the current request lacks a network. */
  readonly said: (offline: boolean) => void;
}

/** Requests to the server, of which only the latest counts. */
export interface RetryRequests {
  /** Drops pending requests. Returns the turn of the following ones. */
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
      const stop = whenBack(resolve, { clock, page });
      stopWaiting = () => {
        stop();
        resolve();
      };
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
