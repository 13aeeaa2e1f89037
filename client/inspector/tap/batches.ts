import * as decoding from "lib0/decoding";
import * as v from "valibot";
import { INSPECTION_MESSAGE, InspectionBatch } from "../../../schema/inspection.ts";

/** What a room tells, as it arrives. */
export interface RoomEventStream {
  /** Returns the way to stop. */
  readonly subscribe: (take: (batch: InspectionBatch) => void) => () => void;
}

/** `undefined` for every other frame, and for one that this page does not understand. */
export function readBatch(frame: Uint8Array): InspectionBatch | undefined {
  if (frame[0] !== INSPECTION_MESSAGE) return undefined;
  try {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    const parsed = v.safeParse(InspectionBatch, JSON.parse(decoding.readVarString(decoder)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
