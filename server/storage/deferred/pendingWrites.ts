import type { Clock } from "../../time/clock.ts";
import type { Ended, HeartRecord, PresentationRecord, VisitRecord } from "../storage.ts";

/** After a failed attempt. */
const RETRY_MS = 1000;
/** Maximum number of pending visits and hearts. Ends, expiries and erasures are few and always held. */
const PEOPLE_HELD = 20_000;
/** The maximum for one presentation, so that one link cannot use up the others' share. */
const PEOPLE_HELD_OF_ONE = 2000;

/** A write that storage has not accepted, and its effect on records read meanwhile. */
export interface PendingWrite {
  readonly presentation: string;
  /** A later write of the same kind to the same presentation replaces the earlier. */
  readonly kind: string;
  readonly write: () => Promise<unknown>;
  /** `undefined`: the presentation is deleted. Absent: the record does not change. */
  readonly change?: (record: PresentationRecord) => PresentationRecord | undefined;
  readonly ended?: Ended;
  readonly visit?: VisitRecord;
  /** A heart that is added or removed. */
  readonly heart?: Pick<HeartRecord, "participant" | "unit"> & { readonly set?: HeartRecord };
}

const keyOf = ({ presentation, kind }: PendingWrite): string => `${presentation} ${kind}`;

const isOfPerson = ({ visit, heart }: PendingWrite): boolean =>
  visit !== undefined || heart !== undefined;

/** Writes held in memory while storage accepts none, retried in order every second. */
export class PendingWrites {
  readonly #clock: Clock;
  readonly #failed: (error: unknown, write: PendingWrite) => void;
  /** By presentation and kind, in the order of writing. */
  readonly #writes = new Map<string, PendingWrite>();
  /** By presentation, then by kind. */
  readonly #presentations = new Map<string, Map<string, PendingWrite>>();
  #people = 0;
  #cancel: (() => void) | undefined;
  #writing: Promise<void> | undefined;

  constructor(clock: Clock, failed: (error: unknown, write: PendingWrite) => void) {
    this.#clock = clock;
    this.#failed = failed;
  }

  get count(): number {
    return this.#writes.size;
  }

  has(presentation: string): boolean {
    return this.#presentations.has(presentation);
  }

  of(presentation: string): readonly PendingWrite[] {
    return [...(this.#presentations.get(presentation)?.values() ?? [])];
  }

  /** False if the limit for visits and hearts is reached. Replacing an earlier write always succeeds. */
  add(write: PendingWrite): boolean {
    const { presentation, kind } = write;
    const own = this.#presentations.get(presentation) ?? new Map<string, PendingWrite>();
    const replaces = own.has(kind);
    if (!replaces && isOfPerson(write)) {
      if (this.#people >= PEOPLE_HELD || own.size >= PEOPLE_HELD_OF_ONE) return false;
      this.#people += 1;
    }
    own.set(kind, write);
    this.#presentations.set(presentation, own);
    this.#writes.set(keyOf(write), write);
    this.#schedule();
    return true;
  }

  #written(write: PendingWrite): void {
    const { presentation, kind } = write;
    const own = this.#presentations.get(presentation);
    // A newer write of the same kind may have replaced this one, and is still pending.
    if (own?.get(kind) !== write) return;
    own.delete(kind);
    if (own.size === 0) this.#presentations.delete(presentation);
    this.#writes.delete(keyOf(write));
    if (isOfPerson(write)) this.#people -= 1;
  }

  /** The record with pending writes applied; `undefined` once it is erased. */
  applyTo(record: PresentationRecord): PresentationRecord | undefined {
    return this.of(record.id).reduce<PresentationRecord | undefined>(
      (known, { change }) => (known !== undefined && change ? change(known) : known),
      record,
    );
  }

  #schedule(): void {
    if (this.#writes.size === 0 || this.#writing !== undefined) return;
    this.#cancel ??= this.#clock.after(RETRY_MS, () => void this.flush());
  }

  /** One attempt at everything, in order, up to the first failure. Never rejects. */
  flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
      this.#schedule();
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (const write of this.#writes.values()) {
      try {
        await write.write();
      } catch (error) {
        this.#failed(error, write);
        return;
      }
      this.#written(write);
    }
  }

  /** Stops retrying. Idempotent. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
