import type { CloseReason } from "../../schema/protocol/protocol.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { Journal } from "./document/journal.ts";
import { RoomLoader, type LoaderParts, type PrepareRoom } from "./loader.ts";
import type { Room } from "./room.ts";

/** An empty room is evicted after this; a reconnect before finds it open. */
const EVICT_AFTER_MS = 30_000;

/** One load and one unload at a time: concurrent callers share the promise. */
type Entry =
  | { readonly kind: "opening"; readonly room: Promise<Room | undefined> }
  | {
      readonly kind: "open";
      readonly room: Room;
      readonly journal: Journal;
      record: PresentationRecord;
      emptySinceMs: number | undefined;
    }
  | { readonly kind: "closing"; readonly closed: Promise<number> };

/** The rooms of this process by id: opened on demand, evicted when empty. */
export class RoomRegistry {
  readonly #parts: LoaderParts;
  readonly #loader: RoomLoader;
  readonly #entries = new Map<string, Entry>();
  #closed = false;

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    this.#loader = new RoomLoader(parts);
  }

  get(id: string): Room | undefined {
    const entry = this.#entries.get(id);
    return entry?.kind === "open" ? entry.room : undefined;
  }

  *openRooms(): Iterable<Room> {
    for (const entry of this.#entries.values()) if (entry.kind === "open") yield entry.room;
  }

  /** The last known record of an open room. */
  recordOf(id: string): PresentationRecord | undefined {
    const entry = this.#entries.get(id);
    return entry?.kind === "open" ? entry.record : undefined;
  }

  /** Replaces the record of an open room; ignored unless the room is open. */
  updateRecord(record: PresentationRecord): void {
    const entry = this.#entries.get(record.room);
    if (entry?.kind === "open") entry.record = record;
  }

  /** The room, once it is open if it is opening now; `undefined` if it is neither. */
  async getWhenOpen(id: string): Promise<Room | undefined> {
    const entry = this.#entries.get(id);
    return entry?.kind === "opening" ? entry.room : this.get(id);
  }

  /** `undefined` when the room cannot be loaded now; nothing is stored then. `prepare` is called if it was not open. */
  async open(record: PresentationRecord, prepare?: PrepareRoom): Promise<Room | undefined> {
    if (this.#closed) return undefined;
    const entry = this.#entries.get(record.room);
    switch (entry?.kind) {
      case "open":
        entry.emptySinceMs = undefined;
        return entry.room;
      case "opening":
        return entry.room;
      case "closing":
        await entry.closed;
        return this.open(record, prepare);
      case undefined:
        return this.#openNew(record, prepare);
    }
  }

  #openNew(
    record: PresentationRecord,
    prepare: PrepareRoom | undefined,
  ): Promise<Room | undefined> {
    const room = this.#loader.load(record, prepare).then((loaded) => {
      if (loaded === undefined) this.#entries.delete(record.room);
      else {
        const entry: Entry = { kind: "open", ...loaded, record, emptySinceMs: undefined };
        this.#entries.set(record.room, entry);
      }
      return loaded?.room;
    });
    this.#entries.set(record.room, { kind: "opening", room });
    return room;
  }

  /** Closes the room's sockets with the reason, then the room: later if storage does not accept its updates now. */
  async end(id: string, reason: CloseReason): Promise<void> {
    for (;;) {
      const entry = this.#entries.get(id);
      switch (entry?.kind) {
        case undefined:
          return;
        case "opening":
          await entry.room;
          break;
        case "open":
          entry.record = endedRecord(entry.record, reason, this.#parts.clock.now());
          entry.room.closeAll(reason);
          if (!(await entry.journal.flush())) return;
          await this.#close(id);
          break;
        case "closing":
          await entry.closed;
      }
    }
  }

  /** Evicts rooms idle for `EVICT_AFTER_MS` that have no unwritten updates. */
  sweep(): void {
    const nowMs = this.#parts.clock.now();
    for (const [id, entry] of this.#entries) {
      if (entry.kind !== "open") continue;
      entry.room.sweep();
      if (entry.room.participants.size > 0) entry.emptySinceMs = undefined;
      else entry.emptySinceMs ??= nowMs;
      const emptyMs = nowMs - (entry.emptySinceMs ?? nowMs);
      if (emptyMs >= EVICT_AFTER_MS && entry.journal.isWritten) void this.#close(id);
    }
  }

  /** Resolves to the number of lost updates. */
  async #close(id: string): Promise<number> {
    const entry = this.#entries.get(id);
    if (entry?.kind === "closing") return entry.closed;
    if (entry?.kind !== "open") return 0;
    const closed = this.#closeRoom(entry.room);
    this.#entries.set(id, { kind: "closing", closed });
    return closed;
  }

  async #closeRoom(room: Room): Promise<number> {
    const unwritten = await room.close();
    this.#entries.delete(room.id);
    this.#parts.metrics.roomClosed();
    if (unwritten > 0) {
      const fields = { room: room.id, updates: unwritten, code: "storage_failed" };
      this.#parts.log.error(fields, "updates lost");
    }
    return unwritten;
  }

  /** Closes all rooms and opens no more. Resolves to the number of lost updates. */
  async close(): Promise<number> {
    this.#closed = true;
    const lost = await Promise.all(
      [...this.#entries].map(async ([id, entry]) => {
        if (entry.kind === "opening") await entry.room;
        return this.#close(id);
      }),
    );
    return lost.reduce((sum, updates) => sum + updates, 0);
  }
}

/** Marks the record ended, so that nobody re-enters a room that stays open until its updates are written. */
const endedRecord = (
  record: PresentationRecord,
  reason: CloseReason,
  nowMs: number,
): PresentationRecord => ({
  ...record,
  ended: record.ended ?? { atMs: nowMs, reason: reason === "expired" ? "expired" : "ended" },
});
