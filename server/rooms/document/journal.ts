import type { Clock } from "../../time/clock.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import type { DocumentStorage } from "../../storage/storage.ts";

/**
 * Updates are batched for at most this long, since storage is off the hot path. All rooms write at the same times, so
 * that storage can write for all of them at once.
 */
const BATCH_MS = 50;
/** After a failed write. */
const RETRY_MS = 1000;
/** Pieces in storage before they are replaced by one snapshot. */
const COMPACT_AFTER_PIECES = 100;
/** Maximum size of waiting updates while storage is away; beyond it they are replaced by one snapshot. */
const MAX_WAITING_BYTES = 512 * 1024;

export interface JournalEvents {
  storageFailed(room: string, error: unknown): void;
}

/** The room that a journal writes, and the positions of its stored pieces. */
export interface JournalledRoom {
  readonly id: string;
  readonly positions: readonly number[];
  readonly document: { snapshot(): Uint8Array };
}

/**
 * Writes a room's updates to storage in the background: batched, one write at a time, in order, retried until storage
 * is back. A room that was not loaded has no journal, so nothing overwrites it.
 */
export class Journal {
  readonly #storage: DocumentStorage;
  readonly #room: string;
  readonly #document: JournalledRoom["document"];
  readonly #clock: Clock;
  readonly #events: JournalEvents;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** Ordered by their numbers. */
  #moments: Moment[] = [];
  /**
   * Positions of the stored pieces that this document contains: loaded, or written here. Never those of another
   * process.
   */
  #positions: readonly number[];
  #cancelTimer: (() => void) | undefined;
  #writing: Promise<boolean> | undefined;

  constructor(storage: DocumentStorage, room: JournalledRoom, clock: Clock, events: JournalEvents) {
    this.#storage = storage;
    this.#room = room.id;
    this.#positions = room.positions;
    this.#document = room.document;
    this.#clock = clock;
    this.#events = events;
  }

  /** Whether storage has everything. */
  get isWritten(): boolean {
    return !this.#hasWaiting && this.#writing === undefined;
  }

  get #hasWaiting(): boolean {
    return this.#waiting.length > 0 || this.#moments.length > 0;
  }

  /** How many updates storage does not have; a snapshot that stands for many counts as one. */
  get unwritten(): number {
    return this.#waiting.length;
  }

  append(update: Uint8Array): void {
    this.#waiting.push(update);
    this.#waitingBytes += update.byteLength;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#fold();
    this.#schedule(this.#nextBatchMs());
  }

  /**
   * Writes a moment of the room's history together with the updates that wait. It replaces one of the same number that
   * waits.
   */
  keep(moment: Moment): void {
    this.#moments = withMoment(this.#moments, moment);
    this.#schedule(this.#nextBatchMs());
  }

  #nextBatchMs(): number {
    return BATCH_MS - (this.#clock.now() % BATCH_MS);
  }

  /** One snapshot contains all waiting updates, and applying them twice changes nothing. */
  #fold(): void {
    this.#waiting = [this.#document.snapshot()];
    this.#waitingBytes = this.#waiting[0]?.byteLength ?? 0;
  }

  #schedule(delayMs: number): void {
    if (this.#writing !== undefined) return;
    this.#cancelTimer ??= this.#clock.after(delayMs, () => void this.#write());
  }

  /** Resolves to whether storage took it. */
  #write(): Promise<boolean> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#writing ??= this.#writeBatch().then((written) => {
      this.#writing = undefined;
      if (this.#hasWaiting) this.#schedule(written ? this.#nextBatchMs() : RETRY_MS);
      return written;
    });
    return this.#writing;
  }

  async #writeBatch(): Promise<boolean> {
    if (!this.#hasWaiting) return true;
    const batch = this.#waiting;
    const moments = this.#moments;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#moments = [];
    try {
      const kept = await this.#storage.append(this.#room, batch, moments);
      // Not spread, which would allocate space for sixteen more.
      this.#positions = this.#positions.concat(kept);
    } catch (error) {
      this.#events.storageFailed(this.#room, error);
      this.#waiting = [...batch, ...this.#waiting];
      this.#moments = this.#moments.reduce(withMoment, moments);
      this.#waitingBytes = this.#waiting.reduce((sum, update) => sum + update.byteLength, 0);
      return false;
    }
    if (this.#positions.length > COMPACT_AFTER_PIECES) await this.#compact();
    return true;
  }

  async #compact(): Promise<void> {
    try {
      const replaced = this.#positions;
      const position = await this.#storage.compact(this.#room, this.#document.snapshot(), replaced);
      this.#positions = position === undefined ? [] : [position];
    } catch (error) {
      this.#events.storageFailed(this.#room, error);
    }
  }

  /** Writes all that waits. Resolves to false when storage did not take it. */
  async flush(): Promise<boolean> {
    await this.#writing;
    while (this.#hasWaiting) {
      if (!(await this.#write())) return false;
    }
    return true;
  }

  /** Cancels the timer; updates that were not flushed are lost. */
  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}

/** Adds the moment in place, in order. Numbers grow, so a waiting one with the same number is among the last. */
function withMoment(moments: Moment[], moment: Moment): Moment[] {
  let place = moments.length;
  for (; place > 0; place -= 1) {
    const number = moments[place - 1]?.n ?? 0;
    if (number === moment.n) {
      moments[place - 1] = moment;
      return moments;
    }
    if (number < moment.n) break;
  }
  moments.splice(place, 0, moment);
  return moments;
}
