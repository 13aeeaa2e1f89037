import type { Clock } from "../../base/clock.ts";
import { createStore, type Store } from "../../base/store.ts";

/** The faults injected into this tab's connection. */
export interface FaultState {
  /** Added to every frame in each direction. */
  readonly latencyMs: number;
  /** Maximum rate of incoming frames; 0: unlimited. */
  readonly readBytesPerSecond: number;
  /** Nothing passes before this time. */
  readonly offlineUntilMs: number | undefined;
}

const NO_FAULTS: FaultState = {
  latencyMs: 0,
  readBytesPerSecond: 0,
  offlineUntilMs: undefined,
};

/** A socket that accepts injected faults. */
interface FaultySocket {
  /** Closes the socket as the network or the server would. */
  cut(code: number, reason: string): void;
}

/** Fault injection for this tab's sockets. */
export interface Faults {
  readonly state: Store<FaultState>;
  dropSocket(): void;
  expireToken(): void;
  loseConnection(forMs: number): void;
  setLatency(latencyMs: number): void;
  setReading(bytesPerSecond: number): void;
  clear(): void;
  /** Registers an open socket. Returns a function that removes it. */
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
