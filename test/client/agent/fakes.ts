import { type PresentationChange, applyChange } from "../../../schema/presentation/changes.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import { createStore } from "../../../client/base/store.ts";
import type { AgentSession, ConnectionState, Presenter } from "../../../client/session/types.ts";

export interface FakeSession extends AgentSession {
  readonly written: readonly PresentationChange[];
  readonly mirroring: readonly unknown[];
  readonly isClosed: () => boolean;
  /** Completes the first sync with the server's document. */
  arrive(state: PresentationState): void;
  /** Applies a change of another presenter. */
  receive(change: PresentationChange): void;
  refuse(reason: CloseReason): void;
  /** Sets the current presenters. */
  present(presenters: readonly Presenter[]): void;
}

/** A session without a room. Writes are applied once the first state has arrived. */
export function createFakeSession(): FakeSession {
  const state = createStore<PresentationState | undefined>(undefined);
  const connection = createStore<ConnectionState>({ kind: "connecting" });
  const written: PresentationChange[] = [];
  const presenters = createStore<readonly Presenter[]>([]);
  const mirroring: unknown[] = [];
  let closed = false;
  const apply = (change: PresentationChange) => {
    const now = state.get();
    if (now !== undefined) state.set(applyChange(now, change));
  };
  return {
    state,
    connection,
    viewers: createStore([]),
    presenters,
    pointing: createStore({}),
    written,
    mirroring,
    isClosed: () => closed,
    write: (change) => {
      written.push(change);
      apply(change);
    },
    setMirroring: (next) => mirroring.push(next),
    bringBack: () => {},
    point: () => {},
    highlight: () => {},
    moveCamera: () => {},
    arrive: (next) => {
      state.set(next);
      for (const change of written) apply(change);
      connection.set({ kind: "live" });
    },
    present: presenters.set,
    receive: apply,
    refuse: (reason) => connection.set({ kind: "closed", reason }),
    close: () => {
      closed = true;
    },
  };
}
