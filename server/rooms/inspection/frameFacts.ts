import * as Y from "yjs";
import type { InspectedFrameKind } from "../../../schema/protocol/inspection.ts";
import { MESSAGE, SYNC } from "../../../schema/protocol/protocol.ts";
import { readAwarenessEntries, readFrame, type FrameKind } from "../../protocol/decodeFrames.ts";
import type { Participant } from "../participant.ts";

/** Summary of a received frame for an inspector. */
export interface FrameFacts {
  readonly frame: InspectedFrameKind;
  readonly touched: readonly string[];
  readonly structs: number;
  readonly deletions: number;
}

/** Maximum touched names listed for a frame. */
const MAX_TOUCHED = 8;
/** Larger frames are not parsed: inspecting a refused frame must stay cheap. */
const MAX_LOOKED_AT_BYTES = 8 * 1024;

const nothing = (frame: InspectedFrameKind, touched: readonly string[] = []): FrameFacts => ({
  frame,
  touched,
  structs: 0,
  deletions: 0,
});

/** Reads a frame that the room has not validated yet: never throws, never applies anything. */
export function readFacts(
  participant: Participant,
  kind: FrameKind,
  bytes: Uint8Array,
): FrameFacts {
  if (bytes.byteLength > MAX_LOOKED_AT_BYTES) return nothing(kind);
  const frame = readFrame(kind, bytes);
  switch (frame?.kind) {
    case "write":
      return readUpdate(frame.update);
    case "awareness":
      return readAwareness(participant, frame.payload);
    case "step1":
    case "query-awareness":
    case "inspect":
    case "unknown":
      return nothing(frame.kind);
    case undefined:
      return nothing(kind);
  }
}

function readUpdate(update: Uint8Array): FrameFacts {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const keys = new Set<string>();
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
      for (const item of struct.content.arr) keys.add(keyOf(item));
    }
    let deletions = 0;
    for (const ranges of ds.clients.values()) {
      for (const range of ranges) deletions += range.len;
    }
    const touched = [...keys].slice(0, MAX_TOUCHED);
    return { frame: "write", touched, structs: structs.length, deletions };
  } catch {
    return nothing("write");
  }
}

function keyOf(item: unknown): string {
  const key = (item as { readonly key?: unknown } | null)?.key;
  return typeof key === "string" ? key.slice(0, 140) : "?";
}

/** Only the participant's own entries: a stock client echoes the others. */
function readAwareness(participant: Participant, payload: Uint8Array): FrameFacts {
  const entries = readAwarenessEntries(payload) ?? [];
  const own = participant.own?.clientId;
  const [first] = participant.identity.role === "inspector" ? [] : entries;
  const entry = own === undefined ? first : entries.find(({ clientId }) => clientId === own);
  if (entry === undefined) {
    return nothing(
      "echo",
      entries.slice(0, MAX_TOUCHED).map(({ clientId }) => `of ${clientId}`),
    );
  }
  return nothing("awareness", readFields(entry.json));
}

function readFields(json: Uint8Array): readonly string[] {
  try {
    const state: unknown = JSON.parse(new TextDecoder().decode(json));
    if (state === null) return ["left"];
    return Object.entries(state as object)
      .filter(([name]) => name !== "role" && name !== "name")
      .slice(0, MAX_TOUCHED)
      .map(([name, value]) => describeField(name, value));
  } catch {
    return [];
  }
}

function describeField(name: string, value: unknown): string {
  const state = (value as { readonly state?: unknown } | null)?.state;
  const word = typeof value === "string" ? value : state;
  return typeof word === "string" ? `${name}: ${word}`.slice(0, 60) : name.slice(0, 60);
}

/** Kind of a frame that the room sent. */
export function sentKind(frame: Uint8Array): InspectedFrameKind {
  switch (frame[0]) {
    case MESSAGE.sync:
      if (frame[1] === SYNC.step1) return "step1";
      return frame[1] === SYNC.step2 ? "step2" : "write";
    case MESSAGE.awareness:
      return frame.byteLength === 3 && frame[2] === 0 ? "heartbeat" : "awareness";
    default:
      return "unknown";
  }
}
