import type { Log } from "../log.ts";
import { invitationOf, isInvited } from "../access/identity.ts";
import type { PresentationRecord, PresentationStorage } from "../storage/storage.ts";
import { groupHearts } from "./awareness/hearts.ts";
import type { Lifecycle } from "./lifecycle/lifecycle.ts";
import type { RemoteCommand } from "./replication/message.ts";
import type { RoomRegistry } from "./registry.ts";
import type { Room } from "./room.ts";

/** A tab without a socket; its requests may reach any process. */
export interface Tab {
  readonly room: string;
  readonly subject: string;
  readonly seat: string;
}

/** Receives the requests of local tabs that reached another process. */
export interface TabListener {
  attention(tab: Tab, frame: Uint8Array): void;
  polled(tab: Tab): void;
}

interface RemoteCommandsParts {
  readonly presentations: PresentationStorage;
  readonly registry: RoomRegistry;
  readonly lifecycle: () => Lifecycle;
  readonly log: Log;
}

/**
 * Applies decisions of any process to local rooms: from its command, or from storage when commands may have been lost.
 */
export class RemoteCommands {
  readonly #parts: RemoteCommandsParts;
  tabs: TabListener | undefined;

  constructor(parts: RemoteCommandsParts) {
    this.#parts = parts;
  }

  execute(room: Room, news: RemoteCommand): void {
    const { lifecycle, log } = this.#parts;
    this.#writeUnwritten(room, news);
    switch (news.kind) {
      case "hearts":
        return room.setHearts(news.subject, news.units);
      case "asked":
        return room.setAsk(news.subject, news.ask);
      case "extended":
        return this.extend(room.id, news.expiresAtMs);
      case "withdrawn":
        return this.withdraw(room);
      case "attention":
        return this.tabs?.attention({ ...news, room: room.id }, news.frame);
      case "polled":
        return this.tabs?.polled({ ...news, room: room.id });
      case "statuses":
        return room.recordStatuses(news);
      case "ended":
        lifecycle()
          .ended(room.id, news.reason)
          .catch((error: unknown) =>
            log.error({ err: error, room: room.id }, "closing a room failed"),
          );
    }
  }

  /** Writes a decision that storage has not accepted yet from the process that made it, which may die before that. */
  #writeUnwritten(room: Room, news: RemoteCommand): void {
    const { presentations, registry } = this.#parts;
    const id = registry.recordOf(room.id)?.id;
    if (id === undefined || !("unwrittenAtMs" in news) || news.unwrittenAtMs === undefined) return;
    const { unwrittenAtMs: atMs } = news;
    void this.#attempt(room, async () => {
      if (news.kind === "extended") await presentations.setExpiry(id, news.expiresAtMs);
      else if (news.kind === "withdrawn") await presentations.withdrawColleagues(id);
      else await presentations.end(id, { atMs, reason: news.reason });
    });
  }

  extend(room: string, expiresAtMs: number): void {
    this.#parts.lifecycle().moveExpiry(room, expiresAtMs);
    for (const participant of this.#parts.registry.get(room)?.participants ?? []) {
      participant.tokenExpiresAtMs = Infinity;
    }
  }

  withdraw(room: Room): void {
    const { registry } = this.#parts;
    const record = registry.recordOf(room.id);
    if (record !== undefined) registry.updateRecord({ ...record, colleagueInvitation: undefined });
    room.closeThose("withdrawn", ({ subject }) => invitationOf(subject) !== undefined);
  }

  /** Applies the stored record of an open presentation. */
  reconcile(record: PresentationRecord): void {
    const { registry } = this.#parts;
    registry.updateRecord(record);
    const room = registry.get(record.room);
    for (const { identity } of room?.participants ?? []) {
      const isWelcome = isInvited(identity.subject, record.colleagueInvitation);
      if (room !== undefined && !isWelcome) void this.checkInvitation(room, record.id);
    }
  }

  /** Closes the sockets of colleagues whose invitation was withdrawn. */
  async checkInvitation(room: Room, presentation: string): Promise<void> {
    await this.#attempt(room, async () => {
      const record = await this.#parts.presentations.find(presentation);
      this.#checkInvited(room, record?.colleagueInvitation);
    });
  }

  #checkInvited(room: Room, invitation: string | undefined): void {
    room.closeThose("withdrawn", ({ subject }) => !isInvited(subject, invitation));
  }

  /**
   * Reads the presentation again after commands may have been lost: while the room was loaded, or while the relay was
   * away.
   */
  async reload(room: Room, { id }: PresentationRecord): Promise<void> {
    const { presentations, registry } = this.#parts;
    const lifecycle = this.#parts.lifecycle();
    await this.#attempt(room, async () => {
      const record = await presentations.find(id);
      if (record === undefined) return;
      if (record.ended !== undefined) {
        await lifecycle.ended(room.id, record.ended.reason);
        return;
      }
      registry.updateRecord(record);
      const { expiresAtMs } = record;
      if (lifecycle.expiryOf(room.id) !== expiresAtMs) this.extend(room.id, expiresAtMs);
      this.#checkInvited(room, record.colleagueInvitation);
      room.replaceHearts(groupHearts(await presentations.listHearts(id)));
    });
  }

  async #attempt(room: Room, catchUp: () => Promise<void>): Promise<void> {
    try {
      await catchUp();
    } catch (error) {
      const { log } = this.#parts;
      log.error(
        { err: error, room: room.id, code: "storage_failed" },
        "presentation not read again",
      );
    }
  }
}
