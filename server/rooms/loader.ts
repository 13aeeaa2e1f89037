import type { Log } from "../log.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Clock } from "../time/clock.ts";
import type { Relay } from "../relay/relay.ts";
import type { PresentationRecord, Storage, StoredPiece } from "../storage/storage.ts";
import { chooseComplete } from "./document/completePieces.ts";
import { type DocumentRefusal, MISSES_PREDECESSORS } from "./document/updatePolicy.ts";
import { groupHearts } from "./awareness/hearts.ts";
import { Journal, type JournalEvents } from "./document/journal.ts";
import type { MomentStamps } from "./history/momentWriter.ts";
import type { RoomMetrics } from "./metrics.ts";
import type { RemoteCommand } from "./replication/message.ts";
import type { Cluster } from "./replication/cluster.ts";
import { openNoReplication, type Replication } from "./replication/replication.ts";
import { RoomChannel } from "./replication/roomChannel.ts";
import {
  RoomReplication,
  type CommandReceiver,
  type ReplicatedRoom,
} from "./replication/roomReplication.ts";
import { Room, type RoomEvents, type RoomParts } from "./room.ts";
import { RoomDocument } from "./document/roomDocument.ts";

/** Events of all rooms, and of the processes that share them. */
interface RoomsEvents extends Omit<RoomEvents, "refused"> {
  /** Another process decided something about the room's presentation. */
  commanded(room: Room, command: RemoteCommand): void;
  /** Commands may have been lost. */
  missed(room: Room, record: PresentationRecord): void;
}

export interface LoaderParts {
  readonly storage: Storage;
  /** Whether the presentation has unwritten changes; other processes are notified of them. */
  readonly isPending: (presentation: string) => boolean;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: RoomMetrics;
  readonly relay: Relay;
  readonly cluster: Cluster;
  /** No other process serves these presentations, so the state known here is complete. */
  readonly isSingleNode: boolean;
  readonly events: RoomsEvents;
  readonly stamps: MomentStamps;
}

/** Called for a room that was just opened, before its history is read. */
export type PrepareRoom = (room: Room) => void;

interface Loaded {
  readonly room: Room;
  readonly journal: Journal;
}

/** Opens rooms from storage. */
export class RoomLoader {
  readonly #parts: LoaderParts;
  readonly #noReplication: Replication;
  readonly #journals: JournalEvents;
  readonly #events: RoomEvents;
  /** One for all rooms: a closure per room would keep the data that the room was opened from. */
  readonly #loadHistory: RoomParts["loadHistory"];

  constructor(parts: LoaderParts) {
    this.#parts = parts;
    this.#loadHistory = (room) => parts.storage.history.load(room);
    this.#noReplication = openNoReplication(parts.cluster);
    this.#journals = {
      storageFailed: (room, err) =>
        parts.log.error({ err, room, code: "storage_failed" }, "writing a room's changes failed"),
    };
    this.#events = {
      ...parts.events,
      refused: ({ id }, { identity }, refusal, detail) => {
        const fields = { room: id, participant: identity.subject, refusal, detail };
        parts.log.debug(fields, "frame refused");
      },
    };
  }

  /** `undefined` when the room cannot be loaded now; nothing is stored then. */
  async load(record: PresentationRecord, prepare?: PrepareRoom): Promise<Loaded | undefined> {
    const { relay, log, isSingleNode } = this.#parts;
    const channel = isSingleNode ? undefined : new RoomChannel(relay, record.room);
    try {
      return await this.#open(record, channel, prepare);
    } catch (error) {
      channel?.close();
      log.error(
        { err: error, room: record.room, code: "room_not_loaded" },
        "loading a room failed",
      );
      return undefined;
    }
  }

  async #open(
    record: PresentationRecord,
    channel: RoomChannel | undefined,
    prepare: PrepareRoom | undefined,
  ): Promise<Loaded> {
    const { storage, clock, metrics, stamps, isSingleNode } = this.#parts;
    const [pieces, hearts] = await Promise.all([
      storage.documents.load(record.room),
      storage.presentations.listHearts(record.id),
    ]);
    if (pieces === undefined) throw new Error("no document or project to open");
    // Another process may just have added the development.
    const { catalogue } = this.#parts;
    if (catalogue.find(record.project) === undefined) await catalogue.catchUp(record.project);
    const { document, positions } = this.#openDocument(record, pieces);
    const journal = this.#openJournal(record, positions, document);
    if (document.repair !== undefined) journal.append(document.repair);
    const room: Room = new Room(
      record.room,
      {
        document,
        journal,
        stamps,
        isSingleNode,
        loadHistory: this.#loadHistory,
        openReplication: (replicated) =>
          channel === undefined
            ? this.#noReplication
            : this.#openReplication(replicated, channel, record, () => room),
      },
      clock,
      metrics,
      this.#events,
    );
    for (const [subject, units] of groupHearts(hearts)) room.setHearts(subject, units);
    metrics.roomOpened();
    room.replication.start();
    prepare?.(room);
    if (!room.hasHistory) void this.#resumeHistory(room);
    return { room, journal };
  }

  #openReplication(
    replicated: ReplicatedRoom,
    channel: RoomChannel,
    record: PresentationRecord,
    room: () => Room,
  ): Replication {
    const { relay, cluster, clock, log, events } = this.#parts;
    const commands: CommandReceiver = {
      execute: (command) => events.commanded(room(), command),
      missed: () => events.missed(room(), record),
    };
    const parts = { node: relay.node, cluster, clock, log, channel, commands };
    return new RoomReplication(parts, replicated);
  }

  /** Loads in the background: a history may be long, and the room works without its past. */
  async #resumeHistory(room: Room): Promise<void> {
    try {
      room.resumeHistory(await this.#loadHistory(room.id));
    } catch (error) {
      this.#journals.storageFailed(room.id, error);
    }
  }

  /**
   * Opens the document for the public project, since buyers receive all of it. Incomplete pieces are searched for only
   * after a failure, since that builds the document once per piece.
   */
  #openDocument({ room, project }: PresentationRecord, pieces: readonly StoredPiece[]) {
    const { catalogue, log } = this.#parts;
    const names = catalogue.namesShown(project);
    if (names === undefined) throw new Error("no document or project to open");
    const open = (chosen: readonly StoredPiece[]) =>
      RoomDocument.open(
        chosen.map(({ bytes }) => bytes),
        () => catalogue.namesShown(project) ?? names,
      );
    const positionsOf = (chosen: readonly StoredPiece[]) => chosen.map(({ position }) => position);
    const opened = open(pieces);
    if (opened.ok) return { document: opened.value, positions: positionsOf(pieces) };
    if (opened.problem.message !== MISSES_PREDECESSORS) throw unreadable(opened.problem);
    const { complete: fitting, incomplete: unfit } = chooseComplete(pieces);
    const fields = { room, pieces: unfit.length, code: "pieces_unfit" };
    log.error(fields, "left out pieces whose predecessors were never stored");
    const reopened = open(fitting);
    if (!reopened.ok) throw unreadable(reopened.problem);
    return { document: reopened.value, positions: positionsOf(fitting) };
  }

  #openJournal(
    { room }: PresentationRecord,
    positions: readonly number[],
    document: RoomDocument,
  ): Journal {
    const { storage, clock } = this.#parts;
    return new Journal(storage.documents, { id: room, positions, document }, clock, this.#journals);
  }
}

const unreadable = ({ key, message }: DocumentRefusal): Error => new Error(`${key}: ${message}`);
