import { createStore, type Store } from "../../base/store.ts";

interface SocketClose {
  readonly atMs: number;
  readonly code: number;
  readonly reason: string;
}

/** State of a tab's own sockets. */
export interface WireState {
  readonly socket: "none" | "opening" | "open";
  /** Sockets opened since the page loaded, including this one. */
  readonly attempts: number;
  readonly tokenExpiresAtMs: number | undefined;
  /** Newest last. */
  readonly closes: readonly SocketClose[];
  readonly bytesIn: number;
  readonly bytesOut: number;
}

const MAX_CLOSES = 20;

const NEW_WIRE: WireState = {
  socket: "none",
  attempts: 0,
  tokenExpiresAtMs: undefined,
  closes: [],
  bytesIn: 0,
  bytesOut: 0,
};

/** Only the expiry is read; the token itself is not kept. */
export function readExpiry(token: string): number | undefined {
  const payload = token.split(".")[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    const { exp } = claims as { readonly exp?: unknown };
    return typeof exp === "number" ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

export interface Wire {
  readonly state: Store<WireState>;
  opening(protocols: readonly string[]): void;
  opened(): void;
  closed(code: number, reason: string): void;
  sent(bytes: number): void;
  received(bytes: number): void;
}

export function createWire(now: () => number): Wire {
  const state = createStore(NEW_WIRE);
  const change = (part: Partial<WireState>): void => state.set({ ...state.get(), ...part });
  return {
    state,
    opening: (protocols) =>
      change({
        socket: "opening",
        attempts: state.get().attempts + 1,
        tokenExpiresAtMs: readExpiry(protocols[1] ?? ""),
      }),
    opened: () => change({ socket: "open" }),
    closed: (code, reason) => {
      const closes = [...state.get().closes, { atMs: now(), code, reason }].slice(-MAX_CLOSES);
      change({ socket: "none", closes });
    },
    sent: (bytes) => change({ bytesOut: state.get().bytesOut + bytes }),
    received: (bytes) => change({ bytesIn: state.get().bytesIn + bytes }),
  };
}
