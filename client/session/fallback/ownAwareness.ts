import * as decoding from "lib0/decoding";
import { MESSAGE } from "../../../schema/protocol.ts";

/**
 * Whether a frame is a client's own living state. A y-websocket client also sends back what it received of others, which
 * need not travel, and says goodbye, which might arrive after the next way's hello.
 */
export function isOwnState(frame: Uint8Array, clientId: number): boolean {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== MESSAGE.awareness) return false;
  decoding.readVarUint(decoder);
  if (decoding.readVarUint(decoder) !== 1) return false;
  if (decoding.readVarUint(decoder) !== clientId) return false;
  decoding.readVarUint(decoder);
  return decoding.readVarString(decoder) !== "null";
}
