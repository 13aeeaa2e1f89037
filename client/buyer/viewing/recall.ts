import { useState } from "react";
import type { AgentPresence } from "../../session/types.ts";

/** The agent's askings to come back, and up to which of them this page has answered. */
export interface Calls {
  /** The latest asking; 0: none yet. */
  readonly latest: number;
  readonly answered: number;
}

export const NO_CALLS: Calls = { latest: 0, answered: 0 };

/**
 * Pure: an asking heard at this moment; the same object when it says nothing new. Whoever follows has answered by being
 * there, so an asking of before is never brought up when they look around later.
 */
export function hearCall(calls: Calls, call: number | undefined, exploring: boolean): Calls {
  const latest = Math.max(calls.latest, call ?? 0);
  const answered = exploring ? calls.answered : latest;
  return latest === calls.latest && answered === calls.answered ? calls : { latest, answered };
}

/** Pure: "Stay here". */
export const declineCall = (calls: Calls): Calls => ({ ...calls, answered: calls.latest });

/** Whether the agent waits for an answer. */
export const isCalled = (calls: Calls): boolean => calls.latest > calls.answered;

export interface Call {
  /** The agent asks this buyer back and is there to be gone back to. */
  readonly asked: boolean;
  readonly decline: () => void;
}

/** The machine of `calls.ts` on this page. */
export function useCall(agent: AgentPresence, exploring: boolean): Call {
  const [calls, setCalls] = useState(NO_CALLS);
  const present = agent.kind === "present";
  const heard = hearCall(calls, present ? agent.call : undefined, exploring);
  if (heard !== calls) setCalls(heard);
  return {
    asked: present && isCalled(heard),
    decline: () => setCalls(declineCall(heard)),
  };
}
