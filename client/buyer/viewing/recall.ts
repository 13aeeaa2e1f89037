import { useState } from "react";
import type { AgentPresence } from "../../session/types.ts";

/** The agent's recalls, and the latest that this page has answered. */
export interface RecallRequest {
  /** The latest asking; 0: none yet. */
  readonly latest: number;
  readonly answered: number;
}

export const NO_RECALL: RecallRequest = { latest: 0, answered: 0 };

/**
 * Pure: applies a recall; the same object while nothing changed. A following buyer has answered it, so an old recall is
 * not shown when they explore later.
 */
export function receiveRecall(
  calls: RecallRequest,
  call: number | undefined,
  exploring: boolean,
): RecallRequest {
  const latest = Math.max(calls.latest, call ?? 0);
  const answered = exploring ? calls.answered : latest;
  return latest === calls.latest && answered === calls.answered ? calls : { latest, answered };
}

/** Pure: "Stay here". */
export const declineRecall = (calls: RecallRequest): RecallRequest => ({
  ...calls,
  answered: calls.latest,
});

/** Whether the agent waits for an answer. */
export const isRecallPending = (calls: RecallRequest): boolean => calls.latest > calls.answered;

export interface Call {
  /** An unanswered recall of an agent who is present. */
  readonly asked: boolean;
  readonly decline: () => void;
}

/** The recalls of this page, as React state. */
export function useRecall(agent: AgentPresence, exploring: boolean): Call {
  const [calls, setCalls] = useState(NO_RECALL);
  const present = agent.kind === "present";
  const heard = receiveRecall(calls, present ? agent.call : undefined, exploring);
  if (heard !== calls) setCalls(heard);
  return {
    asked: present && isRecallPending(heard),
    decline: () => setCalls(declineRecall(heard)),
  };
}
