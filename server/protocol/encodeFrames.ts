import { MESSAGE, SYNC } from "../../schema/protocol/protocol.ts";
import { Lib0Writer, varUintBytes, writeVarUint } from "./lib0Writer.ts";

const scratch = new Lib0Writer();

/** One entry of an awareness update: `state` is its JSON, `null` for a removal. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string | null;
}

/** An awareness update without entries: data that keeps a quiet stock client from reconnecting (its limit is 30 s). */
export const HEARTBEAT_FRAME = Uint8Array.of(MESSAGE.awareness, 1, 0);

function encodeSync(kind: number, payload: Uint8Array): Uint8Array {
  const lengthBytes = varUintBytes(payload.byteLength);
  const frame = new Uint8Array(2 + lengthBytes + payload.byteLength);
  frame[0] = MESSAGE.sync;
  frame[1] = kind;
  writeVarUint(frame, 2, payload.byteLength);
  frame.set(payload, 2 + lengthBytes);
  return frame;
}

export const encodeStep1 = (stateVector: Uint8Array): Uint8Array =>
  encodeSync(SYNC.step1, stateVector);

export const encodeStep2 = (update: Uint8Array): Uint8Array => encodeSync(SYNC.step2, update);

export const encodeUpdate = (update: Uint8Array): Uint8Array => encodeSync(SYNC.update, update);

/** Encodes the changed entries, removals included: live states alone would lose a removal. */
export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  scratch.start();
  scratch.varUint(entries.length);
  for (const { clientId, clock, state } of entries) {
    scratch.varUint(clientId);
    scratch.varUint(clock);
    scratch.text(state ?? "null");
  }
  return scratch.prefixed(MESSAGE.awareness);
}
