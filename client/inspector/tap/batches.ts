import * as decoding from "lib0/decoding";
import * as v from "valibot";
import { INSPECTION_MESSAGE, InspectionBatch } from "../../../schema/protocol/inspection.ts";

/** `arrivedAtMs` by this page's clock. */
type Take = (batch: InspectionBatch, arrivedAtMs: number) => void;

/** The events of a room as they arrive. */
export interface RoomEventStream {
  /** Returns the way to stop. */
  readonly subscribe: (take: Take) => () => void;
}

interface EarlyBatch {
  readonly batch: InspectionBatch;
  readonly arrivedAtMs: number;
}

/** A minute of a room: what comes while the page still loads what it is drawn with. */
const MAX_EARLY = 600;

/** The older one's events are counted as forgotten; what stood in it stands until the newer one says otherwise. */
const forget = ({ batch: older }: EarlyBatch, { batch, arrivedAtMs }: EarlyBatch): EarlyBatch => ({
  arrivedAtMs,
  batch: {
    ...older,
    ...batch,
    dropped: older.dropped + older.events.length + batch.dropped,
  },
});

/** Hands batches on. Those that come before anybody listens wait for who comes first: a room says how it stands once. */
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
