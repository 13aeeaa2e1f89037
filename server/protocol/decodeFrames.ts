import * as decoding from "lib0/decoding";
import { INSPECTION_MESSAGE } from "../../schema/protocol/inspection.ts";
import { MESSAGE, SYNC } from "../../schema/protocol/protocol.ts";

/** A decoded frame of a participant. Payloads are views into the frame, not copies. */
export type Frame =
  | { readonly kind: "step1"; readonly stateVector: Uint8Array }
  | { readonly kind: "write"; readonly update: Uint8Array; readonly isStep2: boolean }
  | { readonly kind: "awareness"; readonly payload: Uint8Array }
  | { readonly kind: "query-awareness" }
  | { readonly kind: "inspect" }
  | { readonly kind: "unknown" };

/** The kind of a frame by its first two bytes, before decoding. All types are single bytes. */
export type FrameKind = Frame["kind"];

export function peekKind(bytes: Uint8Array): FrameKind {
  switch (bytes[0]) {
    case MESSAGE.sync:
      if (bytes[1] === SYNC.step1) return "step1";
      return bytes[1] === SYNC.step2 || bytes[1] === SYNC.update ? "write" : "unknown";
    case MESSAGE.awareness:
      return "awareness";
    case MESSAGE.queryAwareness:
      return "query-awareness";
    case INSPECTION_MESSAGE:
      return bytes.byteLength === 1 ? "inspect" : "unknown";
    default:
      return "unknown";
  }
}

/** Reads a whole frame of the peeked kind; `undefined` when it is cut short or has a tail. */
export function readFrame(kind: FrameKind, bytes: Uint8Array): Frame | undefined {
  if (kind === "unknown" || kind === "query-awareness" || kind === "inspect") return { kind };
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = kind === "awareness" ? 1 : 2;
  const payload = readLast(decoder);
  if (payload === undefined) return undefined;
  switch (kind) {
    case "step1":
      return { kind, stateVector: payload };
    case "write":
      return { kind, update: payload, isStep2: bytes[1] === SYNC.step2 };
    case "awareness":
      return { kind, payload };
  }
}

function readLast(decoder: decoding.Decoder): Uint8Array | undefined {
  try {
    const payload = decoding.readVarUint8Array(decoder);
    return decoding.hasContent(decoder) ? undefined : payload;
  } catch {
    return undefined;
  }
}

/** One entry of a received awareness update; its JSON is still bytes, since foreign entries are dropped unparsed. */
export interface RawAwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly json: Uint8Array;
}

/** Maximum entries of an awareness update, more than any room has participants. */
const MAX_ENTRIES = 1024;

export function readAwarenessEntries(payload: Uint8Array): RawAwarenessEntry[] | undefined {
  try {
    const decoder = decoding.createDecoder(payload);
    const count = decoding.readVarUint(decoder);
    if (count > MAX_ENTRIES) return undefined;
    const entries: RawAwarenessEntry[] = [];
    for (let read = 0; read < count; read += 1) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ clientId, clock, json: decoding.readVarUint8Array(decoder) });
    }
    return entries;
  } catch {
    return undefined;
  }
}
