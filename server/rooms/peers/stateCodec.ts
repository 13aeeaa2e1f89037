import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { ROLES } from "../../../schema/roles.ts";
import type { Identity } from "../participant.ts";
import type { PeerState } from "./message.ts";

export function encodeStates(states: readonly PeerState[]): Uint8Array {
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

/** Throws at what is cut short or names nobody. */
export function decodeStates(bytes: Uint8Array): readonly PeerState[] {
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

/** The server puts role and name into every state that it publishes. By hand, for it is on the way of every pointer. */
function readOwner(json: string, subject: string): Identity {
  const state = JSON.parse(json) as Readonly<Record<string, unknown>> | null;
  const role = ROLES.find((one) => one === state?.["role"]);
  const name = state?.["name"];
  if (role === undefined || typeof name !== "string") throw new TypeError("names nobody");
  return { subject, role, name };
}
