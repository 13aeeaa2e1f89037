import type { Traffic } from "./leanSocket.ts";
import type { Recognised } from "../measuring/recognise.ts";
import type { Script } from "../script.ts";

/** A room as a load process enters it. Tokens are empty where the server asks for none. */
export interface RoomAccess {
  readonly name: string;
  readonly agentToken: string;
  readonly viewerTokens: readonly string[];
}

export interface WireContext {
  readonly port: number;
  readonly traffic: Traffic;
  readonly script: Script;
  /** Viewers say that they follow, as the buyer's page does when it opens. */
  readonly attends: boolean;
  /** Viewers send awareness back, as stock y-websocket clients do. */
  readonly echoes: boolean;
  /** A connection ended that nobody here closed. */
  readonly lost: (why: string) => void;
}

/** The agent's way: sends its nth change or pointer. */
export interface AgentLine {
  change(sequence: number): void;
  point(sequence: number): void;
  close(): void;
}

export interface ViewerLine {
  /** Of the document it was sent when it came; 0 where there is none. */
  readonly documentBytes: number;
  close(): void;
}

/** How one system is spoken to. Both ways are open once they are in the room and know its state. */
export interface Wire {
  openAgent(room: RoomAccess): Promise<AgentLine>;
  /** `received` is given an object that the next frame overwrites. */
  openViewer(
    room: RoomAccess,
    place: number,
    received: (what: Recognised) => void,
  ): Promise<ViewerLine>;
}

/**
 * Waits for a connection to be in its room. A connection that ends before says so here and not to the context, so that
 * nobody waits for it for ever.
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

/** Rooms take turns with the same numbers, so that remembering the last made frame is enough. */
export function rememberLast(make: (sequence: number) => Buffer): (sequence: number) => Buffer {
  let last = 0;
  let frame: Buffer | undefined;
  return (sequence) => {
    if (frame === undefined || last !== sequence) frame = make(sequence);
    last = sequence;
    return frame;
  };
}
