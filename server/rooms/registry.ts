import type { CloseReason } from "../../schema/protocol.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { PresentationRecord, Storage } from "../storage/storage.ts";
import type { RoomLog, RoomMetrics } from "./observer.ts";
import { groupHearts } from "./hearts.ts";
import { Journal } from "./journal.ts";
import type { Participant } from "./participant.ts";
import { Room } from "./room.ts";
import { RoomDocument } from "./roomDocument.ts";

/** An empty room is let go after this long: a reconnect finds it warm. */
const EVICT_AFTER_MS = 30_000;

export interface RoomParts {
  readonly storage: Storage;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly metrics: RoomMetrics;
  readonly events: { departed(room: Room, participant: Participant): void };
}

/** One load and one unload at a time: whoever comes meanwhile waits for the same promise. */
type Entry =
  | { readonly kind: "opening"; readonly room: Promise<Room | undefined> }
  | {
      readonly kind: "open";
      readonly room: Room;
      readonly journal: Journal;
      emptySinceMs: number | undefined;
    }
  | { readonly kind: "closing"; readonly closed: Promise<void> };

/** The rooms of this process by id: opened on demand, evicted when empty. */
export class RoomRegistry {
  readonly #parts: RoomParts;
  readonly #entries = new Map<string, Entry>();
  #closed = false;

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  peek(id: string): Room | undefined {
    const entry = this.#entries.get(id);
    return entry?.kind === "open" ? entry.room : undefined;
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
    const room = this.#load(record).then((loaded) => {
      if (loaded === undefined) this.#entries.delete(record.room);
      else this.#entries.set(record.room, { kind: "open", ...loaded, emptySinceMs: undefined });
      return loaded?.room;
    });
    this.#entries.set(record.room, { kind: "opening", room });
    return room;
  }

  async #load(
    record: PresentationRecord,
  ): Promise<{ readonly room: Room; readonly journal: Journal } | undefined> {
    const { storage, catalogue, clock, log, metrics, events } = this.#parts;
    try {
      const [pieces, hearts] = await Promise.all([
        storage.documents.load(record.room),
        storage.presentations.listHearts(record.id),
      ]);
      // What is held back from buyers can be in no document: they receive all of it.
      const index = catalogue.findShown(record.project);
      if (pieces === undefined || index === undefined) throw new Error("nothing to open");
      const updates = pieces.map(({ bytes }) => bytes);
      const opened = RoomDocument.open(updates, () => catalogue.findShown(record.project) ?? index);
      if (!opened.ok) throw new Error(`${opened.problem.key}: ${opened.problem.message}`);
      const document = opened.value;
      const journal = new Journal(
        storage.documents,
        {
          id: record.room,
          positions: pieces.map(({ position }) => position),
          snapshot: () => document.snapshot(),
        },
        clock,
        {
          storageFailed: (error) =>
            log.error({ err: error, room: record.room, code: "storage_failed" }, "not written"),
        },
      );
      if (document.repair !== undefined) journal.append(document.repair);
      const room: Room = new Room(record.room, { document, journal }, clock, metrics, {
        departed: (participant) => events.departed(room, participant),
        refused: (participant, refusal, detail) =>
          log.debug(
            { room: record.room, participant: participant.identity.subject, refusal, detail },
            "refused",
          ),
      });
      for (const [subject, units] of groupHearts(hearts)) room.setHearts(subject, units);
      metrics.roomOpened();
      return { room, journal };
    } catch (error) {
      log.error({ err: error, room: record.room, code: "room_not_loaded" }, "room not loaded");
      return undefined;
    }
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
