import type { Clock } from "../../time/clock.ts";
import type { Ended, HeartRecord, PresentationRecord, VisitRecord } from "../storage.ts";

/** After a failed attempt. */
const RETRY_MS = 1000;

/** A write that storage has not taken yet, and what it makes of the records that are read meanwhile. */
export interface PendingWrite {
  readonly presentation: string;
  /** A later write of the same kind to the same presentation replaces the earlier. */
  readonly kind: string;
  readonly write: () => Promise<unknown>;
  /** `undefined`: the presentation is not kept any more. Absent: the record stays as it is. */
  readonly change?: (record: PresentationRecord) => PresentationRecord | undefined;
  readonly ended?: Ended;
  readonly visit?: VisitRecord;
  /** A heart that is set, or taken back. */
  readonly heart?: Pick<HeartRecord, "participant" | "unit"> & { readonly set?: HeartRecord };
}

/** Writes held in memory while storage takes none, retried in their order each second until it does. */
export class PendingWrites {
  readonly #clock: Clock;
  readonly #failed: (error: unknown, write: PendingWrite) => void;
  readonly #writes = new Map<string, PendingWrite>();
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
    return this.of(presentation).length > 0;
  }

  of(presentation: string): readonly PendingWrite[] {
    if (this.#writes.size === 0) return [];
    return [...this.#writes.values()].filter((write) => write.presentation === presentation);
  }

  add(write: PendingWrite): void {
    this.#writes.set(`${write.presentation} ${write.kind}`, write);
    this.#schedule();
  }

  /** The record as it will be once everything is written; `undefined` once it is erased. */
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
    for (const [key, write] of this.#writes) {
      try {
        await write.write();
      } catch (error) {
        this.#failed(error, write);
        return;
      }
      if (this.#writes.get(key) === write) this.#writes.delete(key);
    }
  }

  /** Nothing is retried any more. Idempotent. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
