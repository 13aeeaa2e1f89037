import type { AgentAwareness } from "../../schema/awareness.ts";
import type { Pointing, PointingSource } from "../stage/pointing.ts";
import { createStore } from "./store.ts";

const NOWHERE: Pointing = {};

export interface PointingStore extends PointingSource {
  show(agent: AgentAwareness | undefined): void;
}

/** The agent's hand out of its awareness; the same object while it rests. */
export function createPointingStore(): PointingStore {
  const store = createStore<Pointing>(NOWHERE);
  return {
    get: store.get,
    subscribe: store.subscribe,
    show: (agent) => {
      if (agent === undefined) return store.set(NOWHERE);
      const { pointer, highlight, camera } = agent;
      const next: Pointing = { pointer, highlight, camera };
      if (JSON.stringify(next) !== JSON.stringify(store.get())) store.set(next);
    },
  };
}
