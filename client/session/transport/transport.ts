import type { Transport } from "../../../schema/presentation/awareness.ts";

/** The current transport and its recent record. */
export interface TransportMachine {
  readonly transport: Transport;
  /** Consecutive attempts without a frame. */
  readonly failures: number;
  /** Whether the current attempt received a frame. */
  readonly heard: boolean;
}

export type TransportEvent =
  /** The first frame of an attempt arrived. */
  | "heard"
  /** The attempt is over: refused, broken off or silent for too long. */
  | "lost"
  /** A WebSocket opened beside the fallback brought an answer. */
  | "websocket-works";

export const firstTransport: TransportMachine = {
  transport: "websocket",
  failures: 0,
  heard: false,
};

interface Route {
  /** Attempts without a frame before the next transport is tried. */
  readonly tries: number;
  readonly next: Transport;
}

/** The transports in order of preference, tried cyclically: when none works, the network is down. */
const ROUTES: Readonly<Record<Transport, Route>> = {
  websocket: { tries: 2, next: "events" },
  events: { tries: 1, next: "polling" },
  polling: { tries: 1, next: "websocket" },
};

function lose({ transport, failures, heard }: TransportMachine): TransportMachine {
  if (heard) return { transport, failures: 0, heard: false };
  const { tries, next } = ROUTES[transport];
  return failures + 1 < tries
    ? { transport, failures: failures + 1, heard: false }
    : { transport: next, failures: 0, heard: false };
}

/** Pure: the transport after an event. A transport that worked is retried before the next one. */
export function stepTransport(
  machine: TransportMachine,
  transportEvent: TransportEvent,
): TransportMachine {
  switch (transportEvent) {
    case "heard":
      return machine.heard ? machine : { ...machine, failures: 0, heard: true };
    case "lost":
      return lose(machine);
    case "websocket-works":
      return machine.transport === "websocket" ? machine : firstTransport;
  }
}
