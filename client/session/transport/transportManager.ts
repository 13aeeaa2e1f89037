import type { Transport } from "../../../schema/presentation/awareness.ts";
import type { Clock } from "../../base/clock.ts";
import { sseTransport } from "./sseTransport.ts";
import { FallbackSocket } from "./fallbackSocket.ts";
import { pollTransport } from "./pollTransport.ts";
import type { FallbackTransport, FallbackOptions } from "./fallbackTransport.ts";
import { firstTransport, stepTransport, type TransportEvent } from "./transport.ts";
import { tryWebSocket } from "./websocketTrial.ts";

/** Interval of WebSocket trials while a fallback is used. */
const TRIAL_MS = 30_000;

const FALLBACKS: Readonly<Record<Exclude<Transport, "websocket">, FallbackTransport>> = {
  events: sseTransport,
  polling: pollTransport,
};

export interface TransportManagerOptions {
  /** The room's URL: `https://host/sync/<room>`. */
  readonly url: string;
  readonly token: () => string;
  readonly since: () => Uint8Array;
  readonly clientId: () => number;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly webSocket: typeof WebSocket;
  /** Called when the transport changed: the current socket belongs to the old one. */
  readonly changed: () => void;
}

/** Chooses the transport: a WebSocket, or a fallback. */
export interface TransportManager {
  /** For y-websocket: makes a socket of the current transport. */
  readonly webSocket: typeof WebSocket;
  transport(): Transport;
  /** The transport of the last socket. */
  current(): Transport | undefined;
  dispatch(transportEvent: TransportEvent): void;
  /** Tries at once whether a WebSocket gets through. */
  tryBetter(): void;
  /** Idempotent. */
  close(): void;
}

export function openTransportManager(options: TransportManagerOptions): TransportManager {
  const { clock } = options;
  let machine = firstTransport;
  let cancelTrial: (() => void) | undefined;
  let current: Transport | undefined;
  let closed = false;

  function dispatch(transportEvent: TransportEvent): void {
    const before = machine.transport;
    machine = stepTransport(machine, transportEvent);
    if (closed || machine.transport === before) return;
    options.changed();
    // Kept-alive connections may be dead after a silence of the network; a WebSocket always opens its own.
    tryBetter();
  }

  function tryBetter(): void {
    cancelTrial?.();
    cancelTrial = undefined;
    if (machine.transport === "websocket" || closed) return;
    const { url, webSocket } = options;
    cancelTrial = tryWebSocket({ url, token: options.token(), webSocket, clock }, (works) => {
      if (works) dispatch("websocket-works");
      else cancelTrial = clock.after(TRIAL_MS, tryBetter);
    });
  }

  function make(url: string | URL, protocols?: string | string[]): WebSocket | FallbackSocket {
    current = machine.transport;
    if (machine.transport === "websocket") return new options.webSocket(url, protocols);
    const fallbackOptions: FallbackOptions = {
      url: options.url,
      token: options.token(),
      since: options.since,
      clientId: options.clientId(),
      clock,
      fetch: options.fetch,
    };
    return new FallbackSocket(FALLBACKS[machine.transport], fallbackOptions);
  }

  return {
    // y-websocket only calls `new` on it; a constructor may return another object.
    webSocket: function (url: string | URL, protocols?: string | string[]) {
      return make(url, protocols);
    } as unknown as typeof WebSocket,
    transport: () => machine.transport,
    current: () => current,
    dispatch,
    tryBetter,
    close: () => {
      closed = true;
      cancelTrial?.();
    },
  };
}
