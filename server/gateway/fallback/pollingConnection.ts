import { SYNC, type CloseReason } from "../../../schema/protocol/protocol.ts";
import { encodeAwareness, encodeStep1, HEARTBEAT_FRAME } from "../../protocol/encodeFrames.ts";
import {
  peekKind,
  readAwarenessEntries,
  readFrame,
  type FrameKind,
} from "../../protocol/decodeFrames.ts";
import type { AwarenessEntry } from "../../protocol/encodeFrames.ts";
import type { Connection } from "../../rooms/participant.ts";
import type { RoomEntry } from "../../rooms/roomSeat.ts";

/** Answer of one poll. */
export interface PollAnswer {
  /** The missing part of the document as a Yjs update; `undefined` when nothing is missing. */
  readonly update: Uint8Array | undefined;
  /** The same update as a frame, then changed awareness of others. */
  readonly frames: readonly Uint8Array[];
}

const decoder = new TextDecoder();

/**
 * Connection of a polling tab. Between polls, document changes are only noted, since the poll's state vector shows what
 * is missing; of awareness, the latest entry of each client is kept.
 */
export class PollingConnection implements Connection {
  readonly transport = "polling";
  readonly #closed: (reason: CloseReason) => void;
  readonly #awareness = new Map<number, AwarenessEntry>();
  /**
   * Whether the document changed since the last poll. A state vector does not show deletions, so they are sent after
   * every change, and to a new tab.
   */
  #changed = true;
  #answer: Uint8Array | undefined;
  closedFor: CloseReason | undefined;

  constructor(closed: (reason: CloseReason) => void) {
    this.#closed = closed;
  }

  send(frame: Uint8Array): void {
    if (frame === HEARTBEAT_FRAME) return;
    const kind = peekKind(frame);
    if (kind === "awareness") this.#keepAwareness(frame);
    else if (frame[1] === SYNC.step2) this.#answer = frame;
    else this.#changed = true;
  }

  #keepAwareness(frame: Uint8Array): void {
    for (const { clientId, clock, json } of readAwarenessEntries(payloadOf("awareness", frame)) ??
      []) {
      this.#awareness.set(clientId, { clientId, clock, state: decoder.decode(json) });
    }
  }

  /** Always 0: nothing is queued. */
  backlogBytes(): number {
    return 0;
  }

  close(reason: CloseReason): void {
    if (this.closedFor !== undefined) return;
    this.closedFor = reason;
    this.#closed(reason);
  }

  /** Requests the changes since this state vector from the room. */
  poll(seat: RoomEntry, since: Uint8Array): PollAnswer {
    this.#answer = undefined;
    seat.receive(encodeStep1(since));
    const frames: Uint8Array[] = [];
    const update = this.#answer && this.#read(this.#answer);
    if (update !== undefined && this.#answer !== undefined) frames.push(this.#answer);
    if (this.#answer !== undefined) this.#changed = false;
    if (this.#awareness.size > 0) frames.push(encodeAwareness([...this.#awareness.values()]));
    this.#awareness.clear();
    return { update, frames };
  }

  /** An update begins with its number of clients with structs; if it is 0, that of clients with deletions follows. */
  #read(step2: Uint8Array): Uint8Array | undefined {
    const update = payloadOf("write", step2);
    const [structs, deletions] = update;
    const empty = structs === 0 && (deletions === 0 || !this.#changed);
    return empty ? undefined : update;
  }
}

function payloadOf(kind: FrameKind, bytes: Uint8Array): Uint8Array {
  const frame = readFrame(kind, bytes);
  if (frame?.kind === "write") return frame.update;
  return frame?.kind === "awareness" ? frame.payload : new Uint8Array();
}
