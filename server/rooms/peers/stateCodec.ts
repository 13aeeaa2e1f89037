import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as v from "valibot";
import { ROLES } from "../../../schema/roles.ts";
import type { PeerState } from "./message.ts";

/** The server puts them into every state that it publishes. */
const Named = v.object({ role: v.picklist(ROLES), name: v.string() });

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
    const { role, name } = v.parse(Named, JSON.parse(json));
    const subject = decoding.readVarString(decoder);
    states.push({ clientId, clock, json, owner: { subject, role, name } });
  }
  return states;
}
