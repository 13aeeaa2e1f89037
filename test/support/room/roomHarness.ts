import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { seed } from "../../../schema/presentation/document.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import type { CloseReason } from "../../../schema/protocol/protocol.ts";
import type { Role } from "../../../schema/values/roles.ts";
import { encodeUpdate } from "../../../server/protocol/encodeFrames.ts";
import { readAwarenessEntries } from "../../../server/protocol/decodeFrames.ts";
import { openLocalRelay } from "../../../server/relay/local.ts";
import { Journal } from "../../../server/rooms/document/journal.ts";
import { Participant, type Connection, type Identity } from "../../../server/rooms/participant.ts";
import { Cluster } from "../../../server/rooms/replication/cluster.ts";
import { openNoReplication } from "../../../server/rooms/replication/replication.ts";
import { Room } from "../../../server/rooms/room.ts";
import { RoomDocument } from "../../../server/rooms/document/roomDocument.ts";
import type { DocumentStorage, StoredPiece } from "../../../server/storage/storage.ts";

import { FakeClock } from "../clock/fakeClock.ts";
import { silentMetrics } from "./observer.ts";
import { smallIndex } from "./project.ts";

/** A connection that records what it is sent and drains only on request. */
class FakeConnection implements Connection {
  readonly transport = "websocket";
  readonly frames: Uint8Array[] = [];
  /** Number of frames in each batch of more than one. */
  readonly together: number[] = [];
  closed: CloseReason | undefined;
  backlog = 0;
  send(frame: Uint8Array): void {
    this.frames.push(frame);
  }
  sendTogether(frames: readonly Uint8Array[]): void {
    this.frames.push(...frames);
    this.together.push(frames.length);
  }
  backlogBytes(): number {
    return this.backlog;
  }
  close(reason: CloseReason): void {
    this.closed ??= reason;
  }
}

/** In-memory storage that can be made to fail. */
class FakeDocuments implements DocumentStorage {
  failing = false;
  readonly #kept = new Map<number, Uint8Array>();
  readonly #moments = new Map<number, Moment>();
  #last = 0;

  get moments(): readonly Moment[] {
    return [...this.#moments.values()];
  }

  get pieces(): readonly Uint8Array[] {
    return [...this.#kept.values()];
  }

  keep(bytes: Uint8Array): number {
    this.#kept.set(++this.#last, bytes);
    return this.#last;
  }

  load = async (): Promise<readonly StoredPiece[]> =>
    [...this.#kept].map(([position, bytes]) => ({ position, bytes }));
  append = async (
    _room: string,
    updates: readonly Uint8Array[],
    moments: readonly Moment[] = [],
  ): Promise<readonly number[]> => {
    if (this.failing) throw new Error("disk full");
    for (const moment of moments) this.#moments.set(moment.n, moment);
    return updates.map((update) => this.keep(update));
  };
  compact = async (
    _room: string,
    snapshot: Uint8Array,
    replaced: readonly number[],
  ): Promise<number> => {
    for (const position of replaced) this.#kept.delete(position);
    return this.keep(snapshot);
  };
}

export function seededUpdate(): Uint8Array {
  const doc = new Y.Doc();
  seed(doc, {
    meta: { version: 1, project: "small" },
    view: { screen: "masterplan", masterplan: "site" },
  });
  return Y.encodeStateAsUpdate(doc);
}

const roomLimits = { updatesPerSecond: 60, awarenessPerSecond: 60 };

/** A room's replication in a deployment of a single process. */
function alone(clock: FakeClock) {
  const relay = openLocalRelay(clock, () => Buffer.from("only one"));
  const cluster = new Cluster(relay, {
    now: clock.now,
    after: clock.after,
    soon: clock.soon,
    every: () => () => undefined,
  });
  let number = 0;
  return {
    stamps: { node: relay.node, now: () => cluster.now(), nextNumber: () => ++number },
    isSingleNode: true,
    loadHistory: async () => [],
    openReplication: () => openNoReplication(cluster),
  };
}

export function openTestRoom(limits = roomLimits, first = seededUpdate()) {
  const clock = new FakeClock();
  const opened = RoomDocument.open([first], () => smallIndex);
  if (!opened.ok) throw new Error(opened.problem.message);
  const document = opened.value;
  const documents = new FakeDocuments();
  const positions = [documents.keep(first)];
  const failures: unknown[] = [];
  const journal = new Journal(documents, { id: "room", positions, document }, clock, {
    storageFailed: (_room, error) => failures.push(error),
  });
  const refusals: string[] = [];
  const departed: string[] = [];
  const nothing = () => undefined;
  const parts = { document, journal, ...alone(clock) };
  const room = new Room("room", parts, clock, silentMetrics, {
    left: nothing,
    departed: (_room, participant) => departed.push(participant.identity.subject),
    attended: nothing,
    refused: (_room, _participant, refusal) => refusals.push(refusal),
  });
  const join = (
    role: Role,
    subject = `${role}:1`,
    name: string = role,
    more: Partial<Identity> = {},
  ) => {
    const connection = new FakeConnection();
    const participant = new Participant(
      { subject, role, name, ...more },
      connection,
      limits,
      Infinity,
      clock.now(),
    );
    room.enter(participant);
    return {
      participant,
      connection,
      /** Reuses the memory of the frame afterwards, as sockets do. */
      send: (frame: Uint8Array) => {
        const read = new Uint8Array(frame);
        room.receive(participant, read);
        read.fill(0xff);
      },
    };
  };
  return { room, document, journal, documents, failures, clock, refusals, departed, join };
}

/** A frame with `change` applied to the current document. */
export function writeFrame(
  document: Pick<RoomDocument, "snapshot">,
  change: (doc: Y.Doc) => void,
): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, document.snapshot());
  const before = Y.encodeStateVector(doc);
  change(doc);
  return encodeUpdate(Y.encodeStateAsUpdate(doc, before));
}

/** The document of a client that applied every received frame. */
export function docFromFrames(frames: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const frame of frames) {
    if (frame[0] !== 0 || frame[1] === 0) continue;
    const decoder = decoding.createDecoder(frame);
    decoder.pos = 2;
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
  }
  return doc;
}

/** The awareness entries of all frames in order, with `state` parsed. */
export function awarenessFromFrames(frames: readonly Uint8Array[]) {
  return frames
    .filter((frame) => frame[0] === 1)
    .flatMap((frame) => {
      const decoder = decoding.createDecoder(frame);
      decoder.pos = 1;
      return readAwarenessEntries(decoding.readVarUint8Array(decoder)) ?? [];
    })
    .map(({ clientId, clock, json }) => ({
      clientId,
      clock,
      state: JSON.parse(new TextDecoder().decode(json)) as Record<string, unknown> | null,
    }));
}
