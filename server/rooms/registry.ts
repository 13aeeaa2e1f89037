import type { CloseReason } from "../../schema/protocol.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { Journal } from "./journal.ts";
import { RoomLoader, type LoaderParts } from "./loader.ts";
import type { Room } from "./room.ts";

/** An empty room is let go after this long: a reconnect finds it warm. */
const EVICT_AFTER_MS = 30_000;

/** One load and one unload at a time: whoever comes meanwhile waits for the same promise. */
type Entry =
  | { readonly kind: "opening"; readonly room: Promise<Room | undefined> }
  | {
      readonly kind: "open";
      readonly room: Room;
      readonly journal: Journal;
      record: PresentationRecord;
      emptySinceMs: number | undefined;
    }
  | { readonly kind: "closing"; readonly closed: Promise<void> };

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

  peek(id: string): Room | undefined {
    const entry = this.#entries.get(id);
    return entry?.kind === "open" ? entry.room : undefined;
  }

  /** The presentation of a room that is open, as it was last known. */
  recordOf(id: string): PresentationRecord | undefined {
    const entry = this.#entries.get(id);
    return entry?.kind === "open" ? entry.record : undefined;
  }

  /** A presentation as it is kept now; ignored unless its room is open. */
  know(record: PresentationRecord): void {
    const entry = this.#entries.get(record.room);
    if (entry?.kind === "open") entry.record = record;
  }

  /** The room once it is open, should it be opening just now; `undefined` while it is neither. */
  async opened(id: string): Promise<Room | undefined> {
    const entry = this.#entries.get(id);
    return entry?.kind === "opening" ? entry.room : this.peek(id);
  }

  /** `undefined` when it cannot be loaded now; nothing is stored for what was not loaded. */
  async open(record: PresentationRecord): Promise<Room | undefined> {
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
        return this.open(record);
      case undefined:
        return this.#openNew(record);
    }
  }

  #openNew(record: PresentationRecord): Promise<Room | undefined> {
    const room = this.#loader.load(record).then((loaded) => {
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

  /** Closes the room's sockets with the reason and lets it go: later, if storage does not take the rest of it now. */
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
          entry.room.closeAll(reason);
          if (!(await entry.journal.flush())) return;
          await this.#close(id);
          break;
        case "closing":
          await entry.closed;
      }
    }
  }

  /** Lets go of rooms that have been empty for a while, but of none whose updates storage has not taken yet. */
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

  async #close(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry?.kind === "closing") return entry.closed;
    if (entry?.kind !== "open") return undefined;
    const closed = this.#closeRoom(entry.room);
    this.#entries.set(id, { kind: "closing", closed });
    return closed;
  }

  async #closeRoom(room: Room): Promise<void> {
    const written = await room.close();
    this.#entries.delete(room.id);
    this.#parts.metrics.roomClosed();
    if (written) return;
    this.#parts.log.error({ room: room.id, code: "storage_failed" }, "updates lost");
  }

  /** Closes all rooms; none opens any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(
      [...this.#entries].map(async ([id, entry]) => {
        if (entry.kind === "opening") await entry.room;
        await this.#close(id);
      }),
    );
  }
}
