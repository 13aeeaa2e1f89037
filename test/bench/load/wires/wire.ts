import type { Traffic } from "./leanSocket.ts";
import type { Recognised } from "../measuring/recognise.ts";
import type { Script } from "../script.ts";

/** A room and its tokens; these are empty for servers without authentication. */
export interface RoomAccess {
  readonly name: string;
  readonly agentToken: string;
  readonly viewerTokens: readonly string[];
}

export interface WireContext {
  readonly port: number;
  readonly traffic: Traffic;
  readonly script: Script;
  /** Viewers report that they follow, as the buyer's page does when it opens. */
  readonly attends: boolean;
  /** Viewers send awareness back, as stock y-websocket clients do. */
  readonly echoes: boolean;
  /** A connection was closed by the server or the network. */
  readonly lost: (why: string) => void;
}

/** The agent's connection. */
export interface AgentLine {
  change(sequence: number): void;
  point(sequence: number): void;
  close(): void;
}

export interface ViewerLine {
  /** Bytes of the document received on joining; 0 without one. */
  readonly documentBytes: number;
  close(): void;
}

/** Protocol of one system. Connections resolve once they have joined the room and have its state. */
export interface Wire {
  openAgent(room: RoomAccess): Promise<AgentLine>;
  /** `received` gets an object that the next frame overwrites. */
  openViewer(
    room: RoomAccess,
    place: number,
    received: (what: Recognised) => void,
  ): Promise<ViewerLine>;
}

/**
 * Waits for a connection to be in its room. A connection lost before rejects the arrival instead of being
 * reported to the context.
 */
export function openArrival<Value>(context: WireContext): {
  readonly lost: (why: string) => void;
  readonly arrived: (value: Value) => void;
  readonly arrival: Promise<Value>;
} {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  promise.catch(() => undefined);
  let isIn = false;
  return {
    lost: (why) => {
      if (isIn) context.lost(why);
      else reject(new Error(`never got in: ${why}`));
    },
    arrived: (value) => {
      isIn = true;
      resolve(value);
    },
    arrival: promise,
  };
}

/** Rooms send the same numbers in turn, so only the latest frame is cached. */
export function rememberLast(make: (sequence: number) => Buffer): (sequence: number) => Buffer {
  let last = 0;
  let frame: Buffer | undefined;
  return (sequence) => {
    if (frame === undefined || last !== sequence) frame = make(sequence);
    last = sequence;
    return frame;
  };
}
