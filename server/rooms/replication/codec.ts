import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as v from "valibot";
import { HEADS, type PeerMessage, type PeerState } from "./message.ts";
import { ROLES } from "../../../schema/values/roles.ts";
import type { Identity } from "../participant.ts";

type Kind = PeerMessage["kind"];

/** Numbers on the wire. One is never reused (14 was a single status); unknown ones are ignored. */
const KINDS: Readonly<Record<Kind, number>> = {
  update: 0,
  awareness: 1,
  syncRequest: 2,
  syncReply: 3,
  heartbeat: 4,
  leave: 5,
  arrived: 6,
  departed: 7,
  hearts: 8,
  extended: 9,
  ended: 10,
  withdrawn: 11,
  attention: 12,
  polled: 13,
  asked: 15,
  statuses: 16,
};
const NAMES = new Map(Object.entries(KINDS).map(([kind, number]) => [number, kind as Kind]));

/** Binary parts after a message's JSON, in this order. */
const PARTS: Partial<Record<Kind, readonly ("vector" | "states" | "update" | "frame")[]>> = {
  syncRequest: ["vector", "states"],
  syncReply: ["vector", "states", "update"],
  attention: ["frame"],
};

/** Encodes in one step, since every update is encoded here. */
export function encodePeerUpdate(update: Uint8Array): Uint8Array {
  const message = new Uint8Array(update.byteLength + 1);
  message[0] = KINDS.update;
  message.set(update, 1);
  return message;
}

export function encodePeerMessage(message: Exclude<PeerMessage, { kind: "update" }>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, KINDS[message.kind]);
  if (message.kind === "awareness") {
    encoding.writeUint8Array(encoder, encodeStates(message.states));
    return encoding.toUint8Array(encoder);
  }
  const bytes = bytesOf(message);
  const head = Object.entries(message).filter(([name]) => name !== "kind" && !(name in bytes));
  encoding.writeVarString(encoder, JSON.stringify(Object.fromEntries(head)));
  for (const part of PARTS[message.kind] ?? []) {
    encoding.writeVarUint8Array(encoder, bytes[part] ?? new Uint8Array());
  }
  return encoding.toUint8Array(encoder);
}

function bytesOf(message: PeerMessage): Readonly<Partial<Record<string, Uint8Array>>> {
  switch (message.kind) {
    case "syncRequest":
      return { vector: message.vector, states: encodeStates(message.states) };
    case "syncReply": {
      const { vector, states, update } = message;
      return { vector, states: encodeStates(states), update };
    }
    case "attention":
      return { frame: message.frame };
    default:
      return {};
  }
}

/** `undefined` for a kind of a newer version and for invalid bytes. */
export function decodePeerMessage(bytes: Uint8Array): PeerMessage | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    const kind = NAMES.get(decoding.readVarUint(decoder));
    return kind && readMessage(kind, decoder);
  } catch {
    return undefined;
  }
}

function readMessage(kind: Kind, decoder: decoding.Decoder): PeerMessage | undefined {
  if (kind === "update") return { kind, update: decoding.readTailAsUint8Array(decoder) };
  if (kind === "awareness") {
    return { kind, states: decodeStates(decoding.readTailAsUint8Array(decoder)) };
  }
  const head = v.parse(HEADS[kind], JSON.parse(decoding.readVarString(decoder)));
  const parts = (PARTS[kind] ?? []).map((part) => {
    const read = decoding.readVarUint8Array(decoder);
    return [part, part === "states" ? decodeStates(read) : read] as const;
  });
  return { kind, ...head, ...Object.fromEntries(parts) } as PeerMessage;
}

function encodeStates(states: readonly PeerState[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, states.length);
  for (const state of states) {
    encoding.writeVarUint(encoder, state.clientId);
    encoding.writeVarUint(encoder, state.clock);
    encoding.writeVarString(encoder, state.json ?? "");
    if (state.json !== null) encoding.writeVarString(encoder, state.owner.subject);
  }
  return encoding.toUint8Array(encoder);
}

/** Throws when the bytes are truncated or an owner is missing. */
function decodeStates(bytes: Uint8Array): readonly PeerState[] {
  const decoder = decoding.createDecoder(bytes);
  const states: PeerState[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const json = decoding.readVarString(decoder);
    if (json === "") {
      states.push({ clientId, clock, json: null });
      continue;
    }
    const owner = readOwner(json, decoding.readVarString(decoder));
    states.push({ clientId, clock, json, owner });
  }
  return states;
}

/**
 * Reads the role and the name that the server adds to every published state. Without a schema, since every pointer is
 * decoded here.
 */
function readOwner(json: string, subject: string): Identity {
  const state = JSON.parse(json) as Readonly<Record<string, unknown>> | null;
  const role = ROLES.find((one) => one === state?.["role"]);
  const name = state?.["name"];
  if (role === undefined || typeof name !== "string") throw new TypeError("names nobody");
  return { subject, role, name };
}
