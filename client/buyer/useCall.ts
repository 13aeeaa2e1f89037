import { useState } from "react";
import type { AgentPresence } from "../session/types.ts";
import { declineCall, hearCall, isCalled, NO_CALLS } from "./calls.ts";

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
