import type { Clock } from "../../base/clock.ts";
import { createStore, type Store } from "../../base/store.ts";

/** What is wrong with this tab's way to the server, on purpose. */
export interface FaultState {
  /** Added to every frame, each way. */
  readonly latencyMs: number;
  /** Frames are handed on at this pace; 0: as they come. */
  readonly readBytesPerSecond: number;
  /** Nothing gets through until then. */
  readonly offlineUntilMs: number | undefined;
}

const NO_FAULTS: FaultState = {
  latencyMs: 0,
  readBytesPerSecond: 0,
  offlineUntilMs: undefined,
};

/** A socket that can be hurt. */
interface FaultySocket {
  /** Ends as the network or the server would end it. */
  cut(code: number, reason: string): void;
}

/** Faults of this tab alone, put into its sockets. */
export interface Faults {
  readonly state: Store<FaultState>;
  dropSocket(): void;
  expireToken(): void;
  loseConnection(forMs: number): void;
  setLatency(latencyMs: number): void;
  setReading(bytesPerSecond: number): void;
  clear(): void;
  /** Every socket says when it opens; returns the way to say that it is gone. */
  watch(socket: FaultySocket): () => void;
}

export function createFaults(clock: Clock): Faults {
  const state = createStore(NO_FAULTS);
  const sockets = new Set<FaultySocket>();
  let cancelOffline: (() => void) | undefined;

  const cutAll = (code: number, reason: string): void => {
    for (const socket of sockets) socket.cut(code, reason);
  };
  const change = (part: Partial<FaultState>): void => state.set({ ...state.get(), ...part });
  const online = (): void => {
    cancelOffline?.();
    cancelOffline = undefined;
    change({ offlineUntilMs: undefined });
  };
  return {
    state,
    dropSocket: () => cutAll(1006, ""),
    expireToken: () => cutAll(4401, "token_expired"),
    loseConnection: (forMs) => {
      cancelOffline?.();
      change({ offlineUntilMs: clock.now() + forMs });
      cancelOffline = clock.after(forMs, online);
      cutAll(1006, "");
    },
    setLatency: (latencyMs) => change({ latencyMs }),
    setReading: (readBytesPerSecond) => change({ readBytesPerSecond }),
    clear: () => {
      online();
      state.set(NO_FAULTS);
    },
    watch: (socket) => {
      sockets.add(socket);
      return () => sockets.delete(socket);
    },
  };
}
