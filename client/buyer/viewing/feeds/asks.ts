import type { AskRequest } from "../../../../schema/presentation/ask.ts";
import type { Clock } from "../../../base/clock.ts";
import { createStore, type Store } from "../../../base/store.ts";
import type { BuyerApi } from "../../buyerApi.ts";
import { renewingCall, type RenewableToken } from "./renewingCall.ts";

/** How long an answer is shown. */
const ANSWER_MS = 6_000;

/** State of the latest request: pending, shown to the agent, over the limit per minute, or lost. */
type AskState = "idle" | "sending" | "sent" | "limited" | "failed";

/** A buyer's requests to show a view, and marks: sent over HTTP, never in the document. */
export interface AsksFeed {
  readonly state: Store<AskState>;
  readonly ask: (ask: AskRequest) => void;
  /** Idempotent. */
  close(): void;
}

export interface AsksOptions extends RenewableToken {
  readonly api: Pick<BuyerApi, "ask">;
  readonly presentation: string;
  readonly clock: Clock;
}

export function openAsks(options: AsksOptions): AsksFeed {
  const { api, presentation, clock } = options;
  const state = createStore<AskState>("idle");
  let cancel = () => {};
  let turn = 0;

  async function attempt(ask: AskRequest): Promise<AskState> {
    const answer = await renewingCall(options, (token) => api.ask(presentation, ask, token));
    if (answer.ok) return "sent";
    return answer.problem.code === "too_many_attempts" ? "limited" : "failed";
  }

  async function send(ask: AskRequest): Promise<void> {
    const mine = (turn += 1);
    cancel();
    state.set("sending");
    const outcome = await attempt(ask);
    if (turn !== mine) return;
    // A mark is confirmed by its ring.
    state.set(ask.mark !== undefined && outcome === "sent" ? "idle" : outcome);
    cancel = clock.after(ANSWER_MS, () => state.set("idle"));
  }

  return {
    state,
    ask: (ask) => void send(ask),
    close: () => {
      turn += 1;
      cancel();
    },
  };
}
