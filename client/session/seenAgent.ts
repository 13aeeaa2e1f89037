import type { AgentAwareness } from "../../schema/awareness.ts";

/** One who presents, with what its awareness says. */
export interface SeenAgent extends AgentAwareness {
  readonly clientId: number;
}
