import type { Transport } from "../../../schema/awareness.ts";

/** Which way to the room is being gone, and how it went so far. */
export interface TransportMachine {
  readonly transport: Transport;
  /** Attempts in a row on which nothing was heard of the room. */
  readonly failures: number;
  /** Whether the present attempt brought anything. */
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
  /** So many attempts without a word, and the next way is tried. */
  readonly tries: number;
  readonly next: Transport;
}

/** After the last way the first again: when nothing gets through, it is the network that is gone and no proxy. */
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

/** Pure: which way to go after an event. A way that worked is tried again before it is given up. */
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
