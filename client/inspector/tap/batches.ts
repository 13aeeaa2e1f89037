import * as decoding from "lib0/decoding";
import * as v from "valibot";
import { INSPECTION_MESSAGE, InspectionBatch } from "../../../schema/protocol/inspection.ts";

/** `arrivedAtMs` is on this page's clock. */
type Take = (batch: InspectionBatch, arrivedAtMs: number) => void;

/** A room's events as they arrive. */
export interface RoomEventStream {
  /** Returns a function that unsubscribes. */
  readonly subscribe: (take: Take) => () => void;
}

interface EarlyBatch {
  readonly batch: InspectionBatch;
  readonly arrivedAtMs: number;
}

/** About a minute of a room's batches, while the inspector's code is loading. */
const MAX_EARLY = 600;

/** Counts the older batch's events as dropped and keeps its reports unless the newer batch has newer ones. */
const forget = ({ batch: older }: EarlyBatch, { batch, arrivedAtMs }: EarlyBatch): EarlyBatch => ({
  arrivedAtMs,
  batch: {
    ...older,
    ...batch,
    dropped: older.dropped + older.events.length + batch.dropped,
  },
});

/** Forwards batches. Earlier ones are buffered for the first subscriber: a room reports its full state only once. */
export class Batches implements RoomEventStream {
  readonly #listeners = new Set<Take>();
  #early: EarlyBatch[] = [];

  readonly subscribe = (take: Take): (() => void) => {
    this.#listeners.add(take);
    const early = this.#early;
    this.#early = [];
    for (const { batch, arrivedAtMs } of early) take(batch, arrivedAtMs);
    return () => this.#listeners.delete(take);
  };

  tell(batch: InspectionBatch, arrivedAtMs: number): void {
    for (const take of this.#listeners) take(batch, arrivedAtMs);
    if (this.#listeners.size > 0) return;
    this.#early.push({ batch, arrivedAtMs });
    const [first, second, ...rest] = this.#early;
    if (this.#early.length <= MAX_EARLY || first === undefined || second === undefined) return;
    this.#early = [forget(first, second), ...rest];
  }
}

/** `undefined` for all other frames, and for invalid ones. */
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
